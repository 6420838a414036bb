/** From what was read to samples, without effects: the previous sweep, resets, absence. */
package io.kadvisor.collector.sweep;
