/** One complete look at a cluster, the unit in which it is judged. */
package io.kadvisor.core.sweep;
