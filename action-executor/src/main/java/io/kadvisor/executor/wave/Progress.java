package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a wave is.
 *
 * @param done partitions that are as planned
 * @param bytesLeft to copy; absent when sizes are not told
 * @param left how long it takes at the pace until now; absent when nothing was copied yet
 */
public record Progress(
    int done,
    int partitions,
    OptionalLong bytes,
    OptionalLong bytesLeft,
    Duration elapsed,
    Optional<Duration> left) {
  boolean isBeyond(Progress before) {
    return done > before.done || !bytesLeft.equals(before.bytesLeft);
  }
}
