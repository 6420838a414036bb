/** Aggregates of a subject over a fixed time, as published on {@code windows.*}. */
package io.kadvisor.model.window;
