/** The graph: sweeps are assembled, judged and rolled into windows, one cluster at a time. */
package io.kadvisor.streams;
