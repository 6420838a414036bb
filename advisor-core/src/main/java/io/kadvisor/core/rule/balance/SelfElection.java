package io.kadvisor.core.rule.balance;

import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether brokers elect preferred leaders by themselves.
 *
 * @param known false when no broker's configuration was observed
 * @param interval how often they look: Kafka's own time, so no policy scales it; absent when they
 *     do not
 */
record SelfElection(boolean known, Optional<Duration> interval) {
  private static final String ENABLED = "auto.leader.rebalance.enable";
  private static final String INTERVAL = "leader.imbalance.check.interval.seconds";

  /** Kafka's default (broker configuration). */
  private static final Duration STANDARD = Duration.ofMinutes(5);

  /** Not known counts as Kafka's default, which is to elect. */
  static SelfElection of(Sweep sweep) {
    List<Map<String, String>> configs =
        sweep.brokers().values().stream()
            .map(BrokerSample::config)
            .filter(config -> config.containsKey(ENABLED))
            .toList();
    if (configs.isEmpty()) {
      return new SelfElection(false, Optional.of(STANDARD));
    }
    return new SelfElection(
        true,
        configs.stream()
            .filter(config -> Boolean.parseBoolean(config.get(ENABLED)))
            .map(SelfElection::intervalOf)
            .max(Duration::compareTo));
  }

  private static Duration intervalOf(Map<String, String> config) {
    return Optional.ofNullable(config.get(INTERVAL))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(STANDARD);
  }

  /** Absent when it is not known. */
  Optional<String> sentence() {
    if (!known) {
      return Optional.empty();
    }
    return Optional.of(
        interval
            .map(
                time ->
                    ENABLED
                        + " is on: the controller should have elected them within "
                        + Phrases.lasting(time)
                        + ", and did not")
            .orElse(ENABLED + " is off: nobody elects them but a person"));
  }

  List<String> missing() {
    return known ? List.of() : List.of("whether brokers elect preferred leaders by themselves");
  }
}
