/** What can be read of a cluster, raw, and the port through which it is read. */
package io.kadvisor.collector.facts;
