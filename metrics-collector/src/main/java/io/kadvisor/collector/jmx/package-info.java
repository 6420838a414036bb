/** The brokers' own numbers over JMX, where it is open. */
package io.kadvisor.collector.jmx;
