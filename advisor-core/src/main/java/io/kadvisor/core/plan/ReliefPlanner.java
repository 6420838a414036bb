package io.kadvisor.core.plan;

import io.kadvisor.core.plan.Relief.Heaviest;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes from one broker until it is calm: leaderships where work is short, for another order of the
 * same replicas moves no data; replicas where bytes or replicas are. The heaviest goes first, to
 * the broker that is then the least used, and only where nobody becomes as busy as the relieved one
 * was. Deterministic.
 */
public final class ReliefPlanner {
  /**
   * A partition on the broker.
   *
   * @param amount of the resource that goes with it
   */
  private record Item(TopicSample topic, int partition, double amount) {
    IntColumn replicas() {
      return topic.replicas().get(partition);
    }

    Assignment present() {
      return new Assignment(topic.topic(), partition, replicas().stream().boxed().toList());
    }
  }

  private final BrokerResource resource;
  private final BrokerId relieved;
  private final Set<BrokerId> takers;
  private final double calm;
  private final SortedMap<BrokerId, Double> used = new TreeMap<>();
  private final Map<BrokerId, Double> capacity = new HashMap<>();
  private final Map<BrokerId, String> racks = new HashMap<>();

  private ReliefPlanner(
      ClusterLoad load,
      BrokerResource resource,
      BrokerId relieved,
      Set<BrokerId> takers,
      double calm) {
    this.resource = resource;
    this.relieved = relieved;
    this.takers = takers;
    this.calm = calm;
    for (BrokerLoad broker : load.brokers()) {
      broker
          .amount(resource)
          .ifPresent(
              amount -> {
                used.put(broker.broker(), amount.used());
                capacity.put(broker.broker(), amount.capacity());
                broker.rack().ifPresent(rack -> racks.put(broker.broker(), rack));
              });
    }
  }

  /**
   * The moves that relieve a broker.
   *
   * @param topics whose partitions may move
   * @param takers brokers that may be given something
   * @param calm share at which it needs no more relief, and that nobody else may exceed
   */
  public static Relief plan(
      Collection<TopicSample> topics,
      ClusterLoad load,
      BrokerResource resource,
      BrokerId broker,
      Set<BrokerId> takers,
      double calm) {
    return new ReliefPlanner(load, resource, broker, takers, calm).plan(topics);
  }

  private Relief plan(Collection<TopicSample> topics) {
    SortedMap<BrokerId, Double> before = shares();
    List<Item> items = used.containsKey(relieved) ? items(topics) : List.of();
    Optional<Heaviest> heaviest = items.stream().findFirst().map(this::heaviest);
    List<Assignment> target = new ArrayList<>();
    List<Assignment> present = new ArrayList<>();
    for (Item item : items) {
      Optional<BrokerId> to = share(relieved) > calm ? target(item) : Optional.empty();
      if (to.isPresent()) {
        present.add(item.present());
        target.add(moved(item, to.get()));
        used.merge(relieved, -item.amount(), Double::sum);
        used.merge(to.get(), item.amount(), Double::sum);
      }
    }
    ReassignmentPlan plan =
        new ReassignmentPlan(new Reassignment(target), new Reassignment(present));
    return new Relief(plan, before, shares(), heaviest);
  }

  private Heaviest heaviest(Item item) {
    double all = used.get(relieved);
    return new Heaviest(
        item.topic().topic(), item.partition(), all <= 0 ? 0 : Math.min(1, item.amount() / all));
  }

  private SortedMap<BrokerId, Double> shares() {
    SortedMap<BrokerId, Double> shares = new TreeMap<>();
    used.keySet().forEach(broker -> shares.put(broker, share(broker)));
    return shares;
  }

  private double share(BrokerId broker) {
    return used.get(broker) / capacity.get(broker);
  }

  /** The heaviest first. */
  private List<Item> items(Collection<TopicSample> topics) {
    List<Item> weighed = new ArrayList<>();
    for (TopicSample topic : topics) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        if (isOn(topic, partition)) {
          weighed.add(new Item(topic, partition, weight(topic, partition)));
        }
      }
    }
    double all = weighed.stream().mapToDouble(Item::amount).sum();
    Stream<Item> items =
        resource.movesOnLoss()
            ? weighed.stream()
                .map(i -> new Item(i.topic(), i.partition(), used.get(relieved) * i.amount() / all))
            : weighed.stream();
    return items
        .filter(item -> item.amount() > 0)
        .sorted(Comparator.comparingDouble(Item::amount).reversed().thenComparing(Item::present))
        .toList();
  }

  private boolean isOn(TopicSample topic, int partition) {
    return resource.movesOnLoss()
        ? topic.leader().get(partition) == relieved.value()
        : topic.replicas().get(partition).contains(relieved.value());
  }

  /** Records that came since the last sweep stand for the work of leading a partition. */
  private double weight(TopicSample topic, int partition) {
    return switch (resource) {
      case CPU, NETWORK_IN, NETWORK_OUT ->
          topic.latest().has(partition) && topic.previousLatest().has(partition)
              ? Math.max(0, topic.latest().get(partition) - topic.previousLatest().get(partition))
              : 0;
      case STORAGE -> bytes(topic, partition);
      case PARTITIONS -> 1;
    };
  }

  private double bytes(TopicSample topic, int partition) {
    IntColumn replicas = topic.replicas().get(partition);
    for (int row = 0; row < replicas.size(); row++) {
      if (replicas.get(row) == relieved.value() && partition < topic.replicaBytes().size()) {
        return topic.replicaBytes().get(partition).at(row).orElse(0);
      }
    }
    return 0;
  }

  private Optional<BrokerId> target(Item item) {
    return used.keySet().stream()
        .filter(takers::contains)
        .filter(broker -> may(item, broker))
        .filter(broker -> then(item, broker) <= calm)
        .min(
            Comparator.comparingDouble((BrokerId broker) -> then(item, broker))
                .thenComparing(Comparator.naturalOrder()));
  }

  private double then(Item item, BrokerId broker) {
    return (used.get(broker) + item.amount()) / capacity.get(broker);
  }

  private boolean may(Item item, BrokerId broker) {
    IntColumn replicas = item.replicas();
    if (resource.movesOnLoss()) {
      return !broker.equals(relieved)
          && replicas.contains(broker.value())
          && item.topic().isr().get(item.partition()).contains(broker.value());
    }
    return !replicas.contains(broker.value())
        && replicas.stream()
            .filter(id -> id != relieved.value())
            .noneMatch(id -> sameRack(new BrokerId(id), broker));
  }

  private boolean sameRack(BrokerId one, BrokerId other) {
    return racks.containsKey(one) && racks.get(one).equals(racks.get(other));
  }

  private Assignment moved(Item item, BrokerId to) {
    List<Integer> order = new ArrayList<>(item.present().replicas());
    if (resource.movesOnLoss()) {
      order.remove(Integer.valueOf(to.value()));
      order.add(0, to.value());
    } else {
      order.set(order.indexOf(relieved.value()), to.value());
    }
    return new Assignment(item.topic().topic(), item.partition(), order);
  }
}
