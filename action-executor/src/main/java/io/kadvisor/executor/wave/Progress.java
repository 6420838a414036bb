package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a wave is.
 *
 * @param done partitions that are as planned
 * @param bytesLeft to copy of what there was when the wave began; absent when sizes are not told
 * @param arrived bytes of replicas that are not in sync yet, with what is written meanwhile
 * @param left how long it takes at the pace until now; absent when nothing was copied yet
 */
public record Progress(
    int done,
    int partitions,
    OptionalLong bytes,
    OptionalLong bytesLeft,
    long arrived,
    Duration elapsed,
    Optional<Duration> left) {
  boolean isBeyond(Progress before) {
    return done > before.done || arrived != before.arrived;
  }
}
