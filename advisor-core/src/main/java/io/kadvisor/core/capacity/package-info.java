/** What the brokers of a cluster carry against what they can. */
package io.kadvisor.core.capacity;
