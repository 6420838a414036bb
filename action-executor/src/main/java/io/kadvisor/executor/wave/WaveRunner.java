package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Carries a plan out: looks whether a wave may begin, sets its throttle, begins it, watches it to
 * its end, elects leaders, takes the throttle off. When something speaks against going on, what is
 * under way is taken back and the throttle comes off all the same.
 */
public final class WaveRunner {
  private final MovableCluster cluster;
  private final Looks looks;
  private final StopSignal signal;
  private final Told told;
  private final CpuWatch cpu;
  private final Map<String, String> throttled = new HashMap<>();

  /** Of a cluster whose CPU nobody can read. */
  public WaveRunner(MovableCluster cluster, Pacing pacing, StopSignal signal, Told told) {
    this(cluster, CpuCounters.NONE, pacing, signal, told);
  }

  /**
   * With a look at CPU before each wave but the first.
   *
   * @param cpu of the brokers; who plans has looked at it before the first wave
   */
  public WaveRunner(
      MovableCluster cluster, CpuCounters cpu, Pacing pacing, StopSignal signal, Told told) {
    this.cluster = cluster;
    this.signal = signal;
    this.told = told;
    looks = new Looks(cluster, pacing, signal);
    this.cpu = new CpuWatch(cpu, looks);
  }

  /**
   * Does all of it, or as much as can be.
   *
   * @throws Unanswered when the cluster cannot be read before anything is done
   */
  public Outcome carryOut(Orders orders) throws InterruptedException {
    Baseline baseline = baseline(orders);
    cpu.begin();
    for (int at = 0; at < orders.waves().size(); at++) {
      Optional<Stop> stop = carryOut(baseline, at, orders.waves().get(at));
      if (stop.isPresent()) {
        return new Outcome(at, stop, throttled);
      }
    }
    Optional<Halt> halt = mayFinish(orders) ? finish(orders) : Optional.of(Halt.TOLD);
    Optional<Stop> stop = halt.map(each -> Stop.between(each, Set.of()));
    return new Outcome(orders.waves().size(), stop, throttled);
  }

  private Baseline baseline(Orders orders) throws InterruptedException {
    ClusterView start = looks.view();
    Set<String> topics =
        start.partitions().keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Map<String, Integer> minInSync = cluster.minInSync(topics);
    SortedSet<String> unknown = new TreeSet<>(topics);
    unknown.removeAll(minInSync.keySet());
    if (!unknown.isEmpty()) {
      told.unknownMinIsr(unknown);
    }
    return new Baseline(orders, start, minInSync);
  }

  private Optional<Stop> carryOut(Baseline baseline, int at, WaveOrder wave)
      throws InterruptedException {
    var readiness = new Readiness(baseline, looks, cpu, signal, told);
    Optional<Stop> unready = readiness.await(at, wave);
    if (unready.isPresent()) {
      return unready;
    }
    told.begins(at);
    long start = System.nanoTime();
    var run = new Throttled(cluster, looks, baseline, wave);
    Optional<Stop> stop = run.carryOut(progress -> told.goesOn(at, progress), told);
    if (stop.isEmpty()) {
      throttled.putAll(run.left());
      told.ends(at, Duration.ofNanos(System.nanoTime() - start));
    }
    return stop;
  }

  /** New partitions stay, whatever comes. */
  private boolean mayFinish(Orders orders) {
    return orders.newPartitions().isEmpty() || !signal.isGiven();
  }

  /** Makes new partitions, and looks whether all is as planned. */
  private Optional<Halt> finish(Orders orders) throws InterruptedException {
    try {
      Optional<Halt> refused =
          orders.newPartitions().isEmpty()
              ? Optional.empty()
              : Halt.refused(cluster.create(orders.newPartitions()), "gets no partitions");
      Patience patience = looks.patience();
      Optional<Halt> halt = refused.isPresent() ? refused : difference(orders);
      while (refused.isEmpty() && halt.isPresent() && !patience.isOver()) {
        looks.rest();
        halt = difference(orders);
      }
      return halt;
    } catch (Unanswered unanswered) {
      return Optional.of(Halt.unanswered(unanswered));
    }
  }

  private Optional<Halt> difference(Orders orders) throws InterruptedException {
    ClusterView view = looks.view();
    return orders.result().entrySet().stream()
        .filter(each -> !view.isAt(each.getKey(), each.getValue()))
        .findFirst()
        .map(each -> Halt.changed(view, each.getKey(), each.getValue()));
  }
}
