package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The calls that make the partitions which a plan adds, one a topic. The tool wants the replicas of
 * those that are there, too, and passes over them.
 */
final class NewPartitions {
  private final Plan plan;
  private final ClusterModel model;

  private NewPartitions(Plan plan) {
    this.plan = plan;
    model = plan.model();
  }

  static List<String> commands(Plan plan) {
    var partitions = new NewPartitions(plan);
    SortedMap<Integer, SortedMap<Integer, String>> byTopic = partitions.ofGrowingTopics();
    List<String> commands = new ArrayList<>();
    byTopic.forEach(
        (topic, replicas) -> {
          replicas.replaceAll((number, each) -> alike(each, replicas.get(replicas.lastKey())));
          commands.add(Tools.enlarge(plan.model().topics().get(topic), replicas.values()));
        });
    return commands;
  }

  /** The tool wants as many replicas of each, of those that it passes over, too. */
  private static String alike(String replicas, String added) {
    return replicas.split(":").length == added.split(":").length ? replicas : added;
  }

  private SortedMap<Integer, SortedMap<Integer, String>> ofGrowingTopics() {
    SortedMap<Integer, SortedMap<Integer, String>> byTopic = new TreeMap<>();
    partitions()
        .filter(model::isAddedPartition)
        .forEach(partition -> byTopic.put(model.topicOf(partition), new TreeMap<>()));
    partitions()
        .filter(partition -> byTopic.containsKey(model.topicOf(partition)))
        .forEach(
            partition ->
                byTopic
                    .get(model.topicOf(partition))
                    .put(model.numberOf(partition), replicas(partition)));
    return byTopic;
  }

  private IntStream partitions() {
    return IntStream.range(0, model.partitionCount());
  }

  private String replicas(int partition) {
    return IntStream.of(plan.order(partition))
        .map(replica -> model.brokers().get(plan.placement().brokerOf(replica)).id())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(":"));
  }
}
