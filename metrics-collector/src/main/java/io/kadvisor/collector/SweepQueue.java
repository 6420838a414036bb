package io.kadvisor.collector;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sweeps between the thread that reads and the one that publishes. Reading goes on while the home
 * elects a new leader, or the silence of a dying broker would go unseen; what is beyond the
 * capacity falls out at the old end, and a sweep without a mark never happened.
 */
final class SweepQueue {
  private final int capacity;
  private final Deque<PendingSweep> waiting = new ArrayDeque<>();

  SweepQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds one; returns how many fell out. */
  synchronized int add(PendingSweep sweep) {
    waiting.addLast(sweep);
    int fallen = 0;
    while (waiting.size() > capacity) {
      waiting.removeFirst();
      fallen++;
    }
    notifyAll();
    return fallen;
  }

  synchronized PendingSweep take() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.removeFirst();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
