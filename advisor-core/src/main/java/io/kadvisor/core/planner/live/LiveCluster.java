package io.kadvisor.core.planner.live;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One sweep as the planner's input, with what an operator should know of its figures. Sizes are
 * those of the log directories; traffic is estimated from offsets, as {@link
 * io.kadvisor.core.plan.Traffic} says; CPU is a broker's own, shared by bytes among its replicas.
 * Of what is not known nothing is invented: it counts as nothing, is no limit, and is noted.
 */
public final class LiveCluster {
  private static final double MEGABYTE = 1024 * 1024;
  private static final double KILOBYTE = 1024;

  private final Sweep sweep;
  private final Capacities capacities;
  private final ReplicaLoads loads;
  private final Optional<WindowMeans> windows;
  private final Capacity declared;
  private final OfflineReplicas offline;
  private final SortedMap<Integer, BrokerSample> holders = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private int offlineReplicas;
  private int rows;

  /**
   * @param sweep the later one of two at least, or no traffic is known
   * @param declared what the brokers can carry, where that is not measured
   */
  public LiveCluster(Sweep sweep, Capacity declared) {
    this(sweep, declared, Optional.empty());
  }

  /**
   * The same with traffic and CPU on the mean of a longer time.
   *
   * @param windows whose means are taken instead of what changed since the sweep before
   */
  public LiveCluster(Sweep sweep, Capacity declared, Optional<WindowMeans> windows) {
    this.sweep = sweep;
    this.declared = declared;
    this.windows = windows;
    this.capacities = new Capacities(declared);
    this.loads = new ReplicaLoads(sweep, declared, windows);
    this.offline = new OfflineReplicas(sweep);
    Set<Integer> holding = Holding.of(sweep);
    for (BrokerSample broker : sweep.brokers().values()) {
      int id = broker.broker().value();
      if (broker.membership() == Membership.LISTED || holding.contains(id)) {
        holders.put(id, broker);
      }
    }
  }

  /** The brokers that are there, and those that are not and hold replicas. */
  public List<Broker> brokers() {
    List<Broker> found =
        holders.values().stream()
            .map(
                broker ->
                    new Broker(
                        broker.broker().value(),
                        rack(broker),
                        BrokerState.ALIVE,
                        capacities.of(broker)))
            .toList();
    return capacities.completed(found);
  }

  private static Broker gone(Broker broker) {
    return new Broker(broker.id(), broker.rack(), BrokerState.DEAD, broker.capacity());
  }

  private String rack(BrokerSample broker) {
    String own = rackless() ? ownRack(broker.broker().value()) : "";
    return broker.rack().orElse(own);
  }

  /** What counts as the rack of a broker where none has one. */
  public static String ownRack(int broker) {
    return "none-" + broker;
  }

  private boolean rackless() {
    return holders.values().stream().allMatch(broker -> broker.rack().isEmpty());
  }

  /**
   * Adds brokers, topics and partitions to a model; what no plan can be made of is a fault there.
   *
   * @param leaving brokers that the plan is made without: they need not be there
   */
  public void addTo(ClusterModelBuilder model, Predicate<Broker> leaving) {
    addTo(model, leaving, topic -> true);
  }

  /**
   * The same without some topics, which are neither moved nor counted.
   *
   * @param meant those that the plan is about
   */
  public void addTo(
      ClusterModelBuilder model, Predicate<Broker> leaving, Predicate<TopicSample> meant) {
    for (Broker broker : brokers()) {
      boolean listed = holders.get(broker.id()).membership() == Membership.LISTED;
      model.broker(listed ? broker : gone(broker));
      if (!listed && !leaving.test(broker)) {
        model.fault(
            "broker " + broker.id(),
            "holds replicas and is not there ("
                + holders.get(broker.id()).membership()
                + "): start it, or plan"
                + " without it with --remove-broker "
                + broker.id());
      }
    }
    noteBrokers();
    int topic = 0;
    for (TopicSample sample : sweep.topics().values().stream().filter(meant).toList()) {
      model.topic(sample.topic().value());
      if (sample.minInsyncReplicas().isPresent()) {
        model.minInsyncReplicas(topic, sample.minInsyncReplicas().getAsInt());
      }
      for (int partition = 0; partition < sample.partitionCount(); partition++) {
        add(model, topic, sample, partition);
      }
      topic++;
    }
    notes.addAll(loads.notes());
    noteState();
  }

  private void add(ClusterModelBuilder model, int topic, TopicSample sample, int partition) {
    int[] replicas = sample.replicas().get(partition).stream().toArray();
    int leader = loads.leader(sample, partition);
    double[] load = new double[replicas.length * Resource.COUNT];
    for (int row = 0; row < replicas.length; row++) {
      int at = row * Resource.COUNT;
      boolean leads = replicas[row] == leader;
      load[at + Resource.CPU.column()] = loads.cpu(sample, partition, replicas[row], leads);
      load[at + Resource.DISK.column()] = loads.bytes(sample, partition, replicas[row]) / MEGABYTE;
      load[at + Resource.NW_IN.column()] = loads.in(sample, partition) / KILOBYTE;
      load[at + Resource.NW_OUT.column()] =
          leads ? loads.consumed(sample, partition) / KILOBYTE : 0;
    }
    int[] broken = offline.of(sample, partition);
    offlineReplicas += broken.length;
    model.partition(topic, partition, leader, replicas, load, broken);
    addPeak(model, sample, leader, at(replicas, leader), load);
    rows++;
  }

  private static int at(int[] replicas, int leader) {
    int row = 0;
    while (replicas[row] != leader) {
      row++;
    }
    return row * Resource.COUNT;
  }

  /**
   * Traffic rises as what is written to the topic does; CPU as that of the leader's broker, and
   * with the traffic where that is not known; sizes do not.
   *
   * @param row of the leader's load
   */
  private void addPeak(
      ClusterModelBuilder model, TopicSample sample, int leader, int row, double[] load) {
    OptionalDouble peak =
        windows.map(means -> means.peak(sample.topic())).orElse(OptionalDouble.empty());
    if (peak.isPresent()) {
      double times = peak.getAsDouble();
      double ofCpu = windows.get().cpuPeak(new BrokerId(leader)).orElse(times);
      model.peak(
          rows,
          ofCpu * load[row + Resource.CPU.column()],
          times * load[row + Resource.NW_IN.column()],
          times * load[row + Resource.NW_OUT.column()]);
    }
  }

  private void noteBrokers() {
    notes.addAll(capacities.notes());
    if (rackless()) {
      notes.add("No broker has a rack (broker.rack): each counts as a rack of its own.");
    }
  }

  private void noteState() {
    int moving = 0;
    int behind = 0;
    int leaderless = 0;
    for (TopicSample topic : sweep.topics().values()) {
      moving += topic.reassigning().map(List::size).orElse(0);
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        behind += offline.isBehind(topic, partition) ? 1 : 0;
        leaderless += topic.leader().get(partition) < 0 ? 1 : 0;
      }
    }
    note(moving, "%d partitions are being moved already: let that end, or plan again after it.");
    note(behind, "%d partitions are under-replicated: let them catch up before anything is moved.");
    note(
        offlineReplicas,
        "%d replicas are on volumes out of service: --objective repair brings only what is lost elsewhere.");
    note(leaderless, "%d partitions have no leader: planned as if their first replica led.");
  }

  private void note(int count, String sentence) {
    if (count > 0) {
      notes.add(sentence.formatted(count));
    }
  }

  /** What to know of the figures before trusting the plan; complete after {@link #addTo}. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Percent of its CPU that each broker uses, of those that are there and where it is known. */
  public SortedMap<Integer, Double> cpu() {
    SortedMap<Integer, Double> percent = new TreeMap<>();
    for (BrokerSample broker : holders.values()) {
      if (broker.membership() == Membership.LISTED) {
        loads
            .percent(broker, declared)
            .ifPresent(used -> percent.put(broker.broker().value(), used));
      }
    }
    return percent;
  }

  /** How far the model is from what the brokers measured themselves, both in the last sweep. */
  public List<Deviation> deviations() {
    ReplicaLoads measured =
        windows.isEmpty() ? loads : new ReplicaLoads(sweep, declared, Optional.empty());
    return measured.deviations();
  }
}
