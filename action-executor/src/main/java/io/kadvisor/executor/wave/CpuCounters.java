package io.kadvisor.executor.wave;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Reads what brokers have used of their CPU. */
@FunctionalInterface
public interface CpuCounters {
  /** Nobody can read them. */
  CpuCounters NONE = Map::of;

  /**
   * The counters as they are now.
   *
   * @return by broker id, of those that answer
   */
  Map<Integer, Used> read() throws InterruptedException;

  /**
   * What a broker had used by then.
   *
   * @param at when the counter was read
   * @param time of all cores together, since its process began
   * @param cores that it may use, above 0
   */
  record Used(Instant at, Duration time, double cores) {}
}
