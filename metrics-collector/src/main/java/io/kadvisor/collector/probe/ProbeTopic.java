package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Keeps the probe's topic: one partition on each broker where the cluster allows that, and the
 * leaders that are there where it does not. A topic whose partitions have several replicas is
 * somebody else's decision and stays as it is; no replica is ever moved. A partition whose broker
 * came back without it is given up, and the broker gets another.
 */
final class ProbeTopic {
  /** Somebody has to change a right or a policy first (own choice). */
  private static final Duration REFUSED = Duration.ofMinutes(10);

  /** Brokers do not learn of a new leader all at once (own choice). */
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);

  /**
   * Partitions that one broker may lose: one that is made anew every day must not fill the topic
   * (own choice).
   */
  private static final int MOST_LOST = 10;

  private final ProbedCluster cluster;
  private final LongSupplier nanos;
  private final Map<BrokerId, Long> lostSince = new TreeMap<>();
  private Optional<Refusal> refusal = Optional.empty();
  private Optional<String> exhausted = Optional.empty();
  private boolean changed;

  /** What was asked for in vain, and when. */
  private record Refusal(List<BrokerId> brokers, String why, long at) {}

  ProbeTopic(ProbedCluster cluster, LongSupplier nanos) {
    this.cluster = cluster;
    this.nanos = nanos;
  }

  /**
   * Looks, and asks for at most one change, which shows in the next look.
   *
   * @throws ProbeRefused when the cluster cannot be read now
   */
  ProbeLayout tend() throws InterruptedException {
    ProbeLayout layout = cluster.layout();
    changed = false;
    List<BrokerId> wanting = wanting(layout);
    if (wanting.isEmpty() || !layout.onePerBroker()) {
      refusal = Optional.empty();
    } else if (mayAsk(wanting)) {
      ask(layout, wanting);
    }
    return layout;
  }

  private List<BrokerId> wanting(ProbeLayout layout) {
    long now = nanos.getAsLong();
    SortedMap<BrokerId, Integer> lost = layout.lost();
    lostSince.keySet().retainAll(lost.keySet());
    lost.keySet().forEach(broker -> lostSince.putIfAbsent(broker, now));
    exhausted =
        lost.keySet().stream()
            .filter(broker -> lost.get(broker) >= MOST_LOST)
            .findFirst()
            .map(
                broker ->
                    "broker "
                        + broker
                        + " has lost "
                        + lost.get(broker)
                        + " of them and gets no more");
    Stream<BrokerId> givenUp =
        lost.keySet().stream()
            .filter(broker -> now - lostSince.get(broker) >= GIVEN_UP.toNanos())
            .filter(broker -> lost.get(broker) < MOST_LOST);
    return Stream.concat(layout.without().stream(), givenUp).sorted().toList();
  }

  /** True when the last look led to a change. */
  boolean changed() {
    return changed;
  }

  /** Why some broker has no partition, and is not about to get one. */
  Optional<String> refused() {
    return refusal.map(Refusal::why).or(() -> exhausted);
  }

  private boolean mayAsk(List<BrokerId> wanting) {
    return refusal
        .filter(last -> last.brokers().equals(wanting))
        .filter(last -> nanos.getAsLong() - last.at() < REFUSED.toNanos())
        .isEmpty();
  }

  private void ask(ProbeLayout layout, List<BrokerId> wanting) throws InterruptedException {
    try {
      if (layout.partitions().isEmpty()) {
        create(wanting);
      } else {
        cluster.add(layout.partitions().size(), wanting);
      }
      refusal = Optional.empty();
      changed = true;
    } catch (ProbeRefused e) {
      refusal =
          Optional.of(
              new Refusal(e.passing() ? List.of() : wanting, e.getMessage(), nanos.getAsLong()));
    }
  }

  /** Managed clusters may want a factor or a placement of their own. */
  private void create(List<BrokerId> brokers) throws InterruptedException {
    Map<Integer, List<Integer>> assignment = new TreeMap<>();
    brokers.forEach(broker -> assignment.put(assignment.size(), List.of(broker.value())));
    try {
      cluster.create(assignment);
    } catch (ProbeRefused e) {
      if (e.passing()) {
        throw e;
      }
      cluster.create(brokers.size());
    }
  }
}
