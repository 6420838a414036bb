/** The collector: sweeps each watched cluster in a lane of its own and publishes what it saw. */
package io.kadvisor.collector;
