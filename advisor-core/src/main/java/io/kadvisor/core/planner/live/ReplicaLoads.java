package io.kadvisor.core.planner.live;

import io.kadvisor.core.plan.PartitionTraffic;
import io.kadvisor.core.plan.Rates;
import io.kadvisor.core.plan.SweepRates;
import io.kadvisor.core.plan.Traffic;
import io.kadvisor.core.planner.model.LeadershipRule;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Measure;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What single replicas cost their brokers, in bytes, bytes a second and percent of a broker. */
final class ReplicaLoads {
  /** What a broker carries by the estimates, and the weight by which its CPU is shared. */
  private static final class Sum {
    private double in;
    private double out;
    private double weight;
  }

  private final Sweep sweep;
  private final Optional<WindowMeans> windows;
  private final Traffic traffic;
  private final Map<Integer, Sum> sums = new TreeMap<>();
  private final Map<Integer, Double> cpu = new TreeMap<>();
  private int partitions;
  private int withoutTraffic;
  private int withoutBytes;
  private int withoutWindow;

  /**
   * @param windows whose means are the rates; without any they are those of the sweep
   */
  ReplicaLoads(Sweep sweep, Capacity declared, Optional<WindowMeans> windows) {
    this.sweep = sweep;
    this.windows = windows;
    Rates last = new SweepRates(sweep);
    Rates rates = windows.<Rates>map(means -> new WindowRates(means, last)).orElse(last);
    this.traffic = Traffic.of(rates, sweep);
    sweep.topics().values().forEach(this::sum);
    readCpu(declared);
  }

  private void sum(TopicSample topic) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      partitions++;
      withoutTraffic += Double.isNaN(traffic.in(topic, partition)) ? 1 : 0;
      withoutBytes += PartitionTraffic.largestCopy(topic, partition).isEmpty() ? 1 : 0;
      withoutWindow += isLeftOut(topic, partition) ? 1 : 0;
      double in = in(topic, partition);
      double out = known(traffic.out(topic, partition));
      int leader = leader(topic, partition);
      IntColumn replicas = topic.replicas().get(partition);
      for (int row = 0; row < replicas.size(); row++) {
        boolean leads = replicas.get(row) == leader;
        Sum sum = sums.computeIfAbsent(replicas.get(row), id -> new Sum());
        sum.in += in;
        sum.out += leads ? out : 0;
        sum.weight += weight(in, consumed(topic, partition), leads);
      }
    }
  }

  private boolean isLeftOut(TopicSample topic, int partition) {
    return windows.isPresent() && windows.get().written(topic.topic(), partition).isEmpty();
  }

  private static double weight(double in, double out, boolean leads) {
    return leads ? LeadershipRule.leading(in, out) : LeadershipRule.following(in);
  }

  /** All brokers or none: a share of a sum in which some are missing would be no share. */
  private void readCpu(Capacity declared) {
    for (BrokerSample broker : sweep.brokers().values()) {
      if (broker.membership() == Membership.LISTED) {
        Optional<Double> percent = percent(broker, declared);
        if (percent.isEmpty()) {
          cpu.clear();
          return;
        }
        cpu.put(broker.broker().value(), percent.get());
      }
    }
  }

  /** Of its CPU; absent where that is not known. */
  Optional<Double> percent(BrokerSample broker, Capacity declared) {
    Optional<Double> cores =
        BrokerCores.of(
            declared.of(broker.broker()), broker.reading(Metric.CORES).map(Reading::value));
    OptionalDouble used = coresUsed(broker);
    return cores.filter(count -> used.isPresent()).map(count -> 100 * used.getAsDouble() / count);
  }

  private OptionalDouble coresUsed(BrokerSample broker) {
    OptionalDouble share =
        windows.map(means -> means.of(broker.broker(), Measure.CPU)).orElse(OptionalDouble.empty());
    Optional<Reading> cores = broker.reading(Metric.CORES);
    return share.isPresent() && cores.isPresent()
        ? OptionalDouble.of(share.getAsDouble() * cores.get().value())
        : broker.rate(Metric.PROCESS_CPU);
  }

  /** The leader, or who would be it where there is none now. */
  int leader(TopicSample topic, int partition) {
    int leader = topic.leader().get(partition);
    IntColumn replicas = topic.replicas().get(partition);
    return replicas.stream().anyMatch(id -> id == leader) ? leader : replicas.get(0);
  }

  double bytes(TopicSample topic, int partition, int broker) {
    return PartitionTraffic.bytesOn(topic, partition, broker)
        .orElseGet(() -> PartitionTraffic.largestCopy(topic, partition).orElse(0));
  }

  double in(TopicSample topic, int partition) {
    return known(traffic.in(topic, partition));
  }

  /** What consumers read of it from the leader. */
  double consumed(TopicSample topic, int partition) {
    return known(traffic.consumed(topic, partition));
  }

  private static double known(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  double cpu(TopicSample topic, int partition, int broker, boolean leads) {
    double whole = cpu.getOrDefault(broker, 0.0);
    double weights = sums.get(broker).weight;
    return whole == 0 || weights == 0
        ? 0
        : whole * weight(in(topic, partition), consumed(topic, partition), leads) / weights;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (cpu.isEmpty()) {
      notes.add(
          "CPU is not known of every broker and counts as nothing: it is read over JMX (clusters, jmx).");
    }
    if (withoutTraffic > 0) {
      notes.add(
          "The traffic of %d of %d partitions is not known and counts as nothing."
              .formatted(withoutTraffic, partitions));
    }
    if (withoutWindow > 0) {
      notes.add(
          "The windows do not follow %d of %d partitions: of these the traffic is that of the last sweep."
              .formatted(withoutWindow, partitions));
    }
    if (withoutBytes > 0) {
      notes.add(
          "The size of %d of %d partitions is not known and counts as nothing."
              .formatted(withoutBytes, partitions));
    }
    return notes;
  }

  List<Deviation> deviations() {
    List<Deviation> found = new ArrayList<>();
    for (BrokerSample broker : sweep.brokers().values()) {
      Sum sum = sums.getOrDefault(broker.broker().value(), new Sum());
      add(found, "bytes in", broker, sum.in, Metric.BYTES_IN, Metric.REPLICATION_BYTES_IN);
      add(found, "bytes out", broker, sum.out, Metric.BYTES_OUT, Metric.REPLICATION_BYTES_OUT);
    }
    return found;
  }

  private static void add(
      List<Deviation> found,
      String measure,
      BrokerSample broker,
      double estimated,
      Metric clients,
      Metric replication) {
    OptionalDouble measured = broker.rate(clients);
    OptionalDouble copied = broker.rate(replication);
    if (measured.isPresent() && copied.isPresent()) {
      double both = measured.getAsDouble() + copied.getAsDouble();
      if (both > 0) {
        found.add(new Deviation(measure, broker.broker().value(), estimated, both));
      }
    }
  }
}
