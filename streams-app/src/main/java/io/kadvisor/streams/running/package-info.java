/** Runs the graph: its configuration, its memory, its faults, and how it is. */
package io.kadvisor.streams.running;
