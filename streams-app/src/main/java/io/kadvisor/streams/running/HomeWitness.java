package io.kadvisor.streams.running;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Tells whether the home cluster has answered lately: an idle consumer still gets an empty answer
 * every half second, so bytes that stand still mean that nobody answers.
 */
final class HomeWitness implements Predicate<Instant> {
  /** Several empty answers long, and shorter than any silence. */
  private static final Duration STANDSTILL = Duration.ofSeconds(3);

  private final DoubleSupplier received;
  private double last = -1;
  private Instant moved = Instant.MIN;

  /** With the number of bytes received so far. */
  HomeWitness(DoubleSupplier received) {
    this.received = received;
  }

  @Override
  public synchronized boolean test(Instant now) {
    double total = received.getAsDouble();
    if (total != last) {
      last = total;
      moved = now;
    }
    return !now.isAfter(moved.plus(STANDSTILL));
  }
}
