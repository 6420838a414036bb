package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Topics as planners see them. */
final class PlannedCluster {
  private PlannedCluster() {}

  /** A healthy topic with these replica lists, 1,000 bytes a replica. */
  static TopicSample topic(String name, List<List<Integer>> replicas) {
    return topic(name, replicas, replicas);
  }

  static TopicSample topic(String name, List<List<Integer>> replicas, List<List<Integer>> isr) {
    return new TopicSample(
        1,
        new ClusterId("c"),
        new TopicName(name),
        "id-of-" + name,
        1,
        Instant.EPOCH,
        false,
        false,
        column(isr.stream().map(row -> row.get(0)).toList()),
        replicas.stream().map(PlannedCluster::column).toList(),
        isr.stream().map(PlannedCluster::column).toList(),
        List.of(),
        Optional.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        Optional.empty(),
        replicas.stream()
            .map(row -> LongColumn.of(row.stream().mapToLong(r -> 1000).toArray()))
            .toList(),
        Map.of(),
        List.of());
  }

  /** The topic once an assignment is done. */
  static TopicSample applied(TopicSample topic, Reassignment plan) {
    List<List<Integer>> replicas =
        IntStream.range(0, topic.partitionCount())
            .mapToObj(p -> replicasOf(topic, p, plan))
            .toList();
    return topic(topic.topic().value(), replicas);
  }

  private static List<Integer> replicasOf(TopicSample topic, int partition, Reassignment plan) {
    return plan.assignments().stream()
        .filter(a -> a.topic().equals(topic.topic()) && a.partition() == partition)
        .map(Assignment::replicas)
        .findFirst()
        .orElseGet(() -> topic.replicas().get(partition).stream().boxed().toList());
  }

  static SortedSet<BrokerId> brokers(int... ids) {
    return IntStream.of(ids).mapToObj(BrokerId::new).collect(Collectors.toCollection(TreeSet::new));
  }

  private static IntColumn column(List<Integer> values) {
    return IntColumn.of(values.stream().mapToInt(Integer::intValue).toArray());
  }
}
