package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenLogDirs;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a broker from sweep to sweep.
 *
 * @param last where it was last named
 * @param lastNamed the last sweep whose metadata or replica lists named it
 * @param silentSince first sweep of the present run of unanswered questions
 * @param logDirs last read, at {@code logDirsAt}
 * @param readings the last that succeeded
 */
record BrokerMemory(
    Optional<SeenBroker> last,
    Instant lastNamed,
    Optional<Instant> silentSince,
    Optional<SeenLogDirs> logDirs,
    Optional<Instant> logDirsAt,
    Map<String, String> config,
    Optional<BrokerReadings> readings) {
  static BrokerMemory named(Instant at) {
    return new BrokerMemory(
        Optional.empty(),
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty());
  }

  /** The same with other words on its log directories. */
  BrokerMemory with(SeenLogDirs dirs) {
    return new BrokerMemory(
        last, lastNamed, silentSince, Optional.of(dirs), logDirsAt, config, readings);
  }
}
