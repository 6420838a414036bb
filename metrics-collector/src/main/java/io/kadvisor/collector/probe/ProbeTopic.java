package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Keeps the probe's topic: one partition on each broker where the cluster allows that, and the
 * leaders that are there where it does not. A topic whose partitions have several replicas is
 * somebody else's decision and stays as it is; no replica is ever moved.
 */
final class ProbeTopic {
  /** Somebody has to change a right or a policy first (own choice). */
  private static final Duration REFUSED = Duration.ofMinutes(10);

  private final ProbedCluster cluster;
  private final LongSupplier nanos;
  private Optional<Refusal> refusal = Optional.empty();
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
    List<BrokerId> without = layout.without();
    boolean wanted = !without.isEmpty() && layout.onePerBroker();
    if (!wanted) {
      refusal = Optional.empty();
    } else if (mayAsk(without)) {
      ask(layout, without);
    }
    return layout;
  }

  /** True when the last look led to a change. */
  boolean changed() {
    return changed;
  }

  /** Why some broker has no partition, when the cluster refused one. */
  Optional<String> refused() {
    return refusal.map(Refusal::why);
  }

  private boolean mayAsk(List<BrokerId> without) {
    return refusal
        .filter(last -> last.brokers().equals(without))
        .filter(last -> nanos.getAsLong() - last.at() < REFUSED.toNanos())
        .isEmpty();
  }

  private void ask(ProbeLayout layout, List<BrokerId> without) throws InterruptedException {
    try {
      if (layout.partitions().isEmpty()) {
        create(without);
      } else {
        cluster.add(layout.partitions().size(), without);
      }
      refusal = Optional.empty();
      changed = true;
    } catch (ProbeRefused e) {
      refusal =
          Optional.of(
              new Refusal(e.passing() ? List.of() : without, e.getMessage(), nanos.getAsLong()));
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
