/** Windows of a subject on its cluster's own time, with percentiles by sketch. */
package io.kadvisor.core.window;
