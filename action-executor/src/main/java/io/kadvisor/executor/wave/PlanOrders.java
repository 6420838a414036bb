package io.kadvisor.executor.wave;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.Replicas;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Throttle;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Says a plan and its waves in the names of the cluster: topics, partitions and ids of brokers. */
public final class PlanOrders {
  private final Plan plan;
  private final ClusterModel start;

  private PlanOrders(Plan plan) {
    this.plan = plan;
    start = plan.start();
  }

  public static Orders of(Plan plan, Waves waves) {
    var orders = new PlanOrders(plan);
    return new Orders(
        waves.waves().stream().map(orders::wave).toList(),
        orders.newPartitions(),
        orders.staying(),
        orders.offline());
  }

  private WaveOrder wave(Wave wave) {
    return new WaveOrder(
        wave.steps().stream().map(this::move).toList(),
        wave.throttle()
            .map(Throttle::bytesPerSecond)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty()));
  }

  private Move move(Step step) {
    return new Move(
        partition(start, step.partition()),
        ids(step.before()),
        ids(step.after()),
        step.elects() ? Optional.of(id(start, step.after().leader())) : Optional.empty());
  }

  private List<Integer> ids(Replicas replicas) {
    return replicas.brokers().mapToObj(broker -> id(start, broker)).toList();
  }

  private static TopicPartition partition(ClusterModel model, int partition) {
    return new TopicPartition(
        model.topics().get(model.topicOf(partition)), model.numberOf(partition));
  }

  private static int id(ClusterModel model, int broker) {
    return model.brokers().get(broker).id();
  }

  /** Brokers that the cluster has and keeps. */
  private Set<Integer> staying() {
    return start.brokers().stream()
        .filter(broker -> broker.state() == BrokerState.ALIVE)
        .map(Broker::id)
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, Set<Integer>> offline() {
    Map<TopicPartition, Set<Integer>> offline = new HashMap<>();
    for (int replica = 0; replica < start.replicaCount(); replica++) {
      if (start.isOffline(replica)) {
        offline
            .computeIfAbsent(
                partition(start, start.partitionOf(replica)), partition -> new TreeSet<>())
            .add(id(start, start.brokerOf(replica)));
      }
    }
    return offline;
  }

  private List<NewPartitions> newPartitions() {
    ClusterModel model = plan.model();
    Map<String, TreeMap<Integer, List<Integer>>> byTopic = new TreeMap<>();
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (model.isAddedPartition(partition)) {
        byTopic
            .computeIfAbsent(model.topics().get(model.topicOf(partition)), topic -> new TreeMap<>())
            .put(model.numberOf(partition), added(partition));
      }
    }
    List<NewPartitions> all = new ArrayList<>();
    byTopic.forEach(
        (topic, replicas) ->
            all.add(new NewPartitions(topic, replicas.firstKey(), List.copyOf(replicas.values()))));
    return all;
  }

  private List<Integer> added(int partition) {
    return IntStream.of(plan.order(partition))
        .map(replica -> id(plan.model(), plan.placement().brokerOf(replica)))
        .boxed()
        .toList();
  }
}
