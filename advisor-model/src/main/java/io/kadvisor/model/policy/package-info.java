/** What counts as trouble, for how long, and who is told. */
package io.kadvisor.model.policy;
