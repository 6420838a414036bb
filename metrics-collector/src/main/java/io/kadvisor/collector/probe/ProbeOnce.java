package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.ProbeRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The probe for somebody who asks once: so many records to each broker, and what became of them.
 */
public final class ProbeOnce {
  /** Until the topic has a leader on every broker; a topic is there within a second. */
  private static final Duration SET_UP = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final String name;
  private final ProbeSettings settings;

  /**
   * @param name of the cluster, for threads and logs
   */
  public ProbeOnce(String name, ProbeSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  /**
   * One broker.
   *
   * @param figures absent where it was not probed, {@code why} then
   */
  public record Broker(
      BrokerId id, Optional<String> rack, Optional<ProbeFigures> figures, String why) {
    /** True when it gave back all that was sent to it. */
    public boolean answered() {
      return figures.filter(all -> all.returned() == all.sent() && all.sent() > 0).isPresent();
    }
  }

  /** Every broker that the metadata listed, and the way to each rack. */
  public record Result(List<Broker> brokers, List<ProbeRoute> routes) {}

  /**
   * Probes.
   *
   * @param count of records for each broker
   * @throws ProbeRefused when nobody could be probed
   */
  public Result run(ProbedCluster cluster, int count) throws InterruptedException {
    try (ProbeRun run = new ProbeRun(name, cluster, settings.interval(), count)) {
      await(SET_UP, () -> ready(run));
      if (run.layout().partitionByLeader().isEmpty()) {
        throw new ProbeRefused(run.trouble().orElse("the topic has no leader"), false, null);
      }
      Duration sending = settings.interval().multipliedBy(count + 2L);
      await(sending.plus(Ledger.LOST.multipliedBy(2)), () -> over(run, count));
      return result(run);
    }
  }

  /** What was refused for good is not waited for. */
  private static boolean ready(ProbeRun run) {
    ProbeLayout layout = run.layout();
    return !layout.brokers().isEmpty()
        && (run.refused() || layout.partitionByLeader().size() == layout.brokers().size());
  }

  private static boolean over(ProbeRun run, int count) {
    Map<BrokerId, Long> sent = run.ledger().sent();
    Set<BrokerId> probed = run.layout().partitionByLeader().keySet();
    return run.ledger().settled()
        && probed.stream().allMatch(broker -> sent.getOrDefault(broker, 0L) >= count);
  }

  private static void await(Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private Result result(ProbeRun run) {
    long now = System.nanoTime();
    ProbeLayout layout = run.layout();
    List<Broker> brokers = new ArrayList<>();
    layout
        .brokers()
        .forEach(
            (id, rack) ->
                brokers.add(
                    new Broker(id, rack, run.ledger().of(id, now), run.whyNot(settings.topic()))));
    List<ProbeRoute> routes =
        Routes.of(layout, ids -> run.ledger().roundTrip(ids, now)).stream()
            .map(route -> route.sample(settings.rack()))
            .toList();
    return new Result(brokers, routes);
  }
}
