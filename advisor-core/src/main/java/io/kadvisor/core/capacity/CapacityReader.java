package io.kadvisor.core.capacity;

import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import io.kadvisor.core.memory.Counters;
import io.kadvisor.core.memory.LoadMemory;
import io.kadvisor.core.memory.MeanLoad;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.BrokerLoad;
import io.kadvisor.core.plan.BrokerLoad.Amount;
import io.kadvisor.core.plan.BrokerResource;
import io.kadvisor.core.plan.ClusterLoad;
import io.kadvisor.core.sweep.BrokerCounts;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a {@link CapacityView} from one sweep and what is remembered. */
final class CapacityReader {
  private final Memory memory;
  private final Policy policy;
  private final Duration window;
  private final double partitions;
  private final BrokerCounts replicas;
  private final List<BrokerSample> living;
  private final Volumes volumes;
  private final Set<BrokerResource> lost = EnumSet.noneOf(BrokerResource.class);

  CapacityReader(Sweep sweep, Memory memory, Policy policy, Duration window, double partitions) {
    this.memory = memory;
    this.policy = policy;
    this.window = window;
    this.partitions = partitions;
    this.replicas = replicas(sweep);
    this.living =
        sweep.brokers().values().stream()
            .filter(b -> b.membership() == Membership.LISTED && !b.answer().silent())
            .toList();
    this.volumes = new Volumes(memory, policy);
  }

  private static BrokerCounts replicas(Sweep sweep) {
    BrokerCounts counts = new BrokerCounts();
    sweep.topics().values().forEach(topic -> counts.add(topic.replicas()));
    return counts;
  }

  CapacityView view() {
    living.stream().filter(broker -> !volumes.add(broker)).forEach(this::missStorage);
    List<Volume> all = volumes.all();
    List<BrokerLoad> loads = living.stream().map(broker -> load(broker, all)).toList();
    ClusterLoad load = new ClusterLoad(loads);
    return new CapacityView(load, all, lost, missing(load));
  }

  private void missStorage(BrokerSample broker) {
    if (memory.of(broker.broker()).load().filling().isPresent()) {
      lost.add(BrokerResource.STORAGE);
    }
  }

  private BrokerLoad load(BrokerSample broker, List<Volume> all) {
    Map<BrokerResource, Amount> amounts = new EnumMap<>(BrokerResource.class);
    Resources declared = policy.capacity().of(broker.broker());
    Optional<BrokerType> type = CapacityView.typeOf(broker.broker(), policy);
    Optional<Counters> now = Counters.of(broker);
    LoadMemory remembered = memory.of(broker.broker()).load();
    Optional<MeanLoad> mean = MeanLoad.of(remembered, now, window);
    noteLost(remembered, now);
    put(amounts, BrokerResource.CPU, mean.flatMap(MeanLoad::cores), cores(broker, declared, type));
    Optional<Double> network = type.flatMap(BrokerType::network);
    put(
        amounts,
        BrokerResource.NETWORK_IN,
        mean.flatMap(MeanLoad::in),
        declared.networkIn().map(rate -> rate.bytesPerSecond()).or(() -> network));
    put(
        amounts,
        BrokerResource.NETWORK_OUT,
        mean.flatMap(MeanLoad::out),
        declared.networkOut().map(rate -> rate.bytesPerSecond()).or(() -> network));
    storage(broker.broker(), all).ifPresent(amount -> amounts.put(BrokerResource.STORAGE, amount));
    double wanted = type.map(t -> (double) t.recommendedPartitions()).orElse(partitions);
    double held = replicas.of(broker.broker());
    amounts.put(BrokerResource.PARTITIONS, new Amount(held, wanted));
    return new BrokerLoad(broker.broker(), broker.rack(), amounts);
  }

  private void noteLost(LoadMemory remembered, Optional<Counters> now) {
    if (knew(remembered.work().cpu()) && now.flatMap(Counters::cpu).isEmpty()) {
      lost.add(BrokerResource.CPU);
    }
    if (knew(remembered.work().in()) && now.flatMap(Counters::in).isEmpty()) {
      lost.add(BrokerResource.NETWORK_IN);
      lost.add(BrokerResource.NETWORK_OUT);
    }
  }

  private static boolean knew(LongColumn column) {
    return column.size() > 0 && column.has(column.size() - 1);
  }

  private static Optional<Double> cores(
      BrokerSample broker, Resources declared, Optional<BrokerType> type) {
    return declared
        .cores()
        .or(() -> broker.reading(Metric.CORES).map(Reading::value))
        .or(() -> type.map(t -> (double) t.cores()));
  }

  private static void put(
      Map<BrokerResource, Amount> amounts,
      BrokerResource resource,
      Optional<Double> used,
      Optional<Double> capacity) {
    if (used.isPresent() && capacity.filter(most -> most > 0).isPresent()) {
      amounts.put(resource, new Amount(used.get(), capacity.get()));
    }
  }

  /** Absent where a volume is shared: what is on it cannot be spread over more brokers. */
  private static Optional<Amount> storage(BrokerId broker, List<Volume> all) {
    List<Volume> own = all.stream().filter(v -> v.brokers().contains(broker)).toList();
    return own.isEmpty() || own.stream().anyMatch(Volume::shared)
        ? Optional.empty()
        : Optional.of(
            new Amount(
                own.stream().mapToDouble(Volume::used).sum(),
                own.stream().mapToDouble(Volume::total).sum()));
  }

  private List<String> missing(ClusterLoad load) {
    List<String> missing = new ArrayList<>();
    boolean read = living.stream().anyMatch(broker -> Counters.of(broker).isPresent());
    boolean young =
        read
            && living.stream()
                .allMatch(
                    b ->
                        MeanLoad.of(memory.of(b.broker()).load(), Counters.of(b), window)
                            .isEmpty());
    if (young) {
      missing.add("CPU and network: the counters are read, but not yet for long enough.");
    } else if (!load.known().contains(BrokerResource.CPU)) {
      missing.add(
          "CPU of some or all brokers: their CPU time is read over JMX, and it is not open or not configured there.");
    }
    if (!young && !load.known().contains(BrokerResource.NETWORK_IN)) {
      missing.add(
          read
              ? "Network: its limit is not declared (policy.capacity, network-in and network-out, or type)."
              : "Network: bytes in and out are read over JMX.");
    }
    if (volumes.all().stream().flatMap(v -> v.brokers().stream()).distinct().count()
        < living.size()) {
      missing.add(
          "Storage of some or all brokers: before Kafka 3.3 a broker does not tell the size of its volumes; declare it (policy.capacity, storage).");
    }
    boolean alone =
        living.stream()
            .anyMatch(
                b ->
                    b.reading(Metric.BYTES_IN).isPresent()
                        && b.reading(Metric.REPLICATION_BYTES_IN).isEmpty());
    return Stream.concat(
            missing.stream(),
            alone
                ? Stream.of("Replication bytes: not read, so network counts clients alone.")
                : Stream.empty())
        .toList();
  }
}
