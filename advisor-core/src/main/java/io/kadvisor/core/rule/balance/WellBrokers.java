package io.kadvisor.core.rule.balance;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Brokers that are listed, answer, and have not just come back. */
final class WellBrokers {
  private WellBrokers() {}

  static Set<BrokerId> of(Sweep sweep, Memory memory, Settings settings) {
    Duration settle = settle(settings);
    return sweep.brokers().values().stream()
        .filter(broker -> broker.membership() == Membership.LISTED && !broker.answer().silent())
        .map(BrokerSample::broker)
        .filter(broker -> !memory.of(broker).troubled(sweep.at(), settle))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of these, the ones that may be given something: none that is to be emptied. */
  static Set<BrokerId> takers(Sweep sweep, Memory memory, Settings settings) {
    Set<BrokerId> takers = of(sweep, memory, settings);
    settings.policy().drain().forEach(takers::remove);
    return takers;
  }

  /** True when no broker that the cluster knows is away, silent or just back. */
  static boolean all(Sweep sweep, Memory memory, Settings settings) {
    long known =
        sweep.brokers().values().stream().filter(broker -> !hasLeft(broker, memory)).count();
    return of(sweep, memory, settings).size() == known
        && memory.brokers().values().stream()
            .noneMatch(broker -> broker.troubled(sweep.at(), settle(settings)));
  }

  /** Out of the metadata, and forgotten since no replica names it. */
  private static boolean hasLeft(BrokerSample broker, Memory memory) {
    return broker.membership() == Membership.ABSENT
        && !memory.brokers().containsKey(broker.broker());
  }

  /** When the last broker that was away had settled; absent while one is away or silent. */
  static Optional<Instant> calmSince(Memory memory, Settings settings) {
    boolean away =
        memory.brokers().values().stream().anyMatch(broker -> broker.away() || broker.silent());
    return away
        ? Optional.empty()
        : Optional.of(
            memory.brokers().values().stream()
                .map(BrokerMemory::returnedAt)
                .flatMap(Optional::stream)
                .map(back -> back.plus(settle(settings)))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH));
  }

  private static Duration settle(Settings settings) {
    return settings.policy().scaled(settings.policy().calm().settle());
  }
}
