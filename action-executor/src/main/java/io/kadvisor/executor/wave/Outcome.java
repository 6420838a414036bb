package io.kadvisor.executor.wave;

import java.util.Map;
import java.util.Optional;

/**
 * How the carrying out of a plan ended.
 *
 * @param wavesDone whole waves; the one in which it stopped is none of them
 * @param stop absent when all is done and the cluster is as planned
 * @param throttled brokers and topics of done waves that still have a throttle, with the reason
 */
public record Outcome(int wavesDone, Optional<Stop> stop, Map<String, String> throttled) {
  /** Of a plan that has nothing to do. */
  public static final Outcome NOTHING = new Outcome(0, Optional.empty(), Map.of());

  public Outcome {
    throttled = Map.copyOf(throttled);
  }

  /** True when something of the plan has been done or begun. */
  public boolean changedSomething() {
    return wavesDone > 0 || stop.filter(Stop::begun).isPresent();
  }
}
