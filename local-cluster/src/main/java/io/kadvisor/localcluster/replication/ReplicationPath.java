package io.kadvisor.localcluster.replication;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The way from one leader to one follower: how it is held up now, and the connections on it. */
final class ReplicationPath {
  private static final long PIECES_PER_SECOND = 10;

  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private Passage passage = Passage.free();
  private long changes;
  private long paidUntilNanoseconds = System.nanoTime();

  /** Takes effect at once, on what is under way as well. */
  void set(Passage next) {
    synchronized (this) {
      passage = next;
      changes++;
      paidUntilNanoseconds = System.nanoTime();
      notifyAll();
    }
    if (!next.isOpen()) {
      connections.forEach(ProxiedConnection::close);
    }
  }

  /** Whether the connection may stand. */
  boolean admit(ProxiedConnection connection) {
    connections.add(connection);
    synchronized (this) {
      return passage.isOpen();
    }
  }

  void forget(ProxiedConnection connection) {
    connections.remove(connection);
  }

  /** Returns when a request that has just come may go on. */
  synchronized void delayRequest() throws InterruptedException {
    waitUntil(System.nanoTime() + passage.delay().toNanos());
  }

  /** How many bytes of an answer to take at once, so that a limit is felt evenly. */
  synchronized int piece(int most) {
    return (int)
        Math.max(
            1, Math.min(most, passage.bytesPerSecond().orElse(Long.MAX_VALUE) / PIECES_PER_SECOND));
  }

  /** Returns when the bytes of an answer have used up their time. */
  synchronized void pay(int bytes) throws InterruptedException {
    if (passage.bytesPerSecond().isEmpty()) {
      return;
    }
    long price = bytes * TimeUnit.SECONDS.toNanos(1) / passage.bytesPerSecond().getAsLong();
    paidUntilNanoseconds = Math.max(paidUntilNanoseconds, System.nanoTime()) + price;
    waitUntil(paidUntilNanoseconds);
  }

  /** Waits, but no longer than until the passage changes. */
  private synchronized void waitUntil(long nanoseconds) throws InterruptedException {
    long before = changes;
    long left = nanoseconds - System.nanoTime();
    while (left > 0 && changes == before) {
      // rounded up: wait(0) would wait for ever
      wait(left / 1_000_000 + 1);
      left = nanoseconds - System.nanoTime();
    }
  }
}
