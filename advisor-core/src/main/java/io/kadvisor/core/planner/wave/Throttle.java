package io.kadvisor.core.planner.wave;

import java.time.Duration;

/**
 * How fast a wave copies: one rate for all of its brokers, as {@code kafka-reassign-partitions
 * --throttle} sets it, and so what the broker with least to spare can give.
 *
 * @param kilobytesPerSecond into each broker, and out of each
 * @param broker the one with least to spare, by place
 * @param sends true when it is its sending that holds the wave back, false when its taking in
 * @param headroom kilobytes a second that it has left before the wave; below 0 when it has none
 * @param duration of the wave at this rate, with what is written to its partitions meanwhile
 */
public record Throttle(
    double kilobytesPerSecond, int broker, boolean sends, double headroom, Duration duration) {
  private static final int KILOBYTE = 1024;

  /** As the tool takes it. */
  public long bytesPerSecond() {
    return (long) (kilobytesPerSecond * KILOBYTE);
  }

  /** True when the broker has less left than this: slower would not end. */
  public boolean exceedsHeadroom() {
    return kilobytesPerSecond > headroom;
  }
}
