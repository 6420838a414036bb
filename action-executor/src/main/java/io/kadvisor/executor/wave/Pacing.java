package io.kadvisor.executor.wave;

import java.time.Duration;

/**
 * How long what takes.
 *
 * @param look from one look at the cluster to the next; more where a look itself takes long
 * @param patience for what should be so in a moment: that a wave may begin, that a leader is
 *     elected, that the cluster answers
 * @param stalled after so long without progress a wave is stopped
 * @param cpu the shortest time of which the mean says how busy a broker is; six times that is the
 *     longest
 */
public record Pacing(Duration look, Duration patience, Duration stalled, Duration cpu) {
  public static final Pacing DEFAULT =
      new Pacing(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10));
}
