/** The advice itself: what happened, why, what to do, and how it went on. */
package io.kadvisor.model.advisory;
