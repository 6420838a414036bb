package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import io.kadvisor.localcluster.workload.EvenPlacement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.ElectionNotNeededException;

/** Where replicas live and which of them lead. */
interface PlacementStep extends Step {
  /** How long the cluster may take to move or elect. */
  Duration PATIENCE = Duration.ofSeconds(60);

  /** Another placement of a topic's replicas. */
  record Reassign(String topic, Target target, boolean waits) implements PlacementStep {
    static Reassign read(Fields fields) {
      return new Reassign(
          fields.requiredText("topic"), Target.read(fields), fields.flag("wait").orElse(true));
    }

    @Override
    public void run(Stage stage) {
      Map<Integer, List<Integer>> before = placement(stage);
      stage.rememberPlacement(topic, before);
      var changes =
          target.of(this, stage, before).entrySet().stream()
              .collect(
                  Collectors.toMap(
                      entry -> new TopicPartition(topic, entry.getKey()),
                      entry -> Optional.of(new NewPartitionReassignment(entry.getValue()))));
      Answers.of(describe(), stage.admin().alterPartitionReassignments(changes).all());
      if (waits && !Deadline.in(PATIENCE).await(() -> isDone(stage, changes.keySet()))) {
        throw new StepFailed(describe() + ": still moving after " + PATIENCE.toSeconds() + " s");
      }
    }

    private Map<Integer, List<Integer>> placement(Stage stage) {
      var topics =
          Answers.of(describe(), stage.admin().describeTopics(List.of(topic)).allTopicNames());
      return topics.get(topic).partitions().stream()
          .collect(Collectors.toMap(TopicPartitionInfo::partition, info -> ids(info.replicas())));
    }

    private boolean isDone(Stage stage, Set<TopicPartition> partitions) {
      return Answers.of(
              describe(), stage.admin().listPartitionReassignments(partitions).reassignments())
          .isEmpty();
    }

    private static List<Integer> ids(List<Node> nodes) {
      return nodes.stream().map(Node::id).toList();
    }

    @Override
    public String describe() {
      return "reassign topic " + topic;
    }
  }

  /** What a reassignment aims at. */
  interface Target {
    Map<Integer, List<Integer>> of(Reassign step, Stage stage, Map<Integer, List<Integer>> before);

    static Target read(Fields fields) {
      var targets = new ArrayList<Target>();
      if (fields.has("assignment")) {
        targets.add(new Explicit(fields.replicas("assignment")));
      }
      fields.integer("lead", 0).ifPresent(broker -> targets.add(new Lead(broker)));
      fields.integer("factor", 1).ifPresent(factor -> targets.add(new Factor(factor)));
      fields
          .flag("restore")
          .filter(restore -> restore)
          .ifPresent(restore -> targets.add(new Restore()));
      if (targets.size() != 1) {
        fields.fault("must have one of assignment, lead, factor, restore: true");
      }
      return targets.isEmpty() ? new Restore() : targets.get(0);
    }
  }

  /** The replicas that the file lists. */
  record Explicit(Map<Integer, List<Integer>> assignment) implements Target {
    @Override
    public Map<Integer, List<Integer>> of(
        Reassign step, Stage stage, Map<Integer, List<Integer>> before) {
      return assignment;
    }
  }

  /** One broker first in the preferred order of every partition that it holds; nothing moves. */
  record Lead(int broker) implements Target {
    @Override
    public Map<Integer, List<Integer>> of(
        Reassign step, Stage stage, Map<Integer, List<Integer>> before) {
      var after = new TreeMap<Integer, List<Integer>>();
      before.forEach(
          (partition, replicas) -> {
            if (replicas.contains(broker)) {
              var order = new ArrayList<>(replicas);
              order.remove((Integer) broker);
              order.add(0, broker);
              after.put(partition, order);
            }
          });
      return after;
    }
  }

  /** So many replicas, those that are there first. */
  record Factor(int factor) implements Target {
    @Override
    public Map<Integer, List<Integer>> of(
        Reassign step, Stage stage, Map<Integer, List<Integer>> before) {
      var nodes = Answers.of(step.describe(), stage.admin().describeCluster().nodes());
      List<Integer> brokers = nodes.stream().map(Node::id).sorted().toList();
      if (factor > brokers.size()) {
        throw new StepFailed(
            step.describe()
                + ": "
                + factor
                + " replicas need as many brokers, not "
                + brokers.size());
      }
      var even = EvenPlacement.of(brokers, before.size(), brokers.size());
      var after = new TreeMap<Integer, List<Integer>>();
      before.forEach(
          (partition, replicas) -> {
            var wanted = new ArrayList<>(replicas);
            even.get(partition).stream()
                .filter(broker -> !replicas.contains(broker))
                .forEach(wanted::add);
            after.put(partition, List.copyOf(wanted.subList(0, factor)));
          });
      return after;
    }
  }

  /** The placement before the scenario's first reassignment of the topic. */
  record Restore() implements Target {
    @Override
    public Map<Integer, List<Integer>> of(
        Reassign step, Stage stage, Map<Integer, List<Integer>> before) {
      return stage.placementBefore(step.topic()).orElse(before);
    }
  }

  /** The preferred leaders elected, in one topic or in all. */
  record Elect(Optional<String> topic) implements PlacementStep {
    @Override
    public void run(Stage stage) {
      if (!Deadline.in(PATIENCE).await(() -> isElected(stage))) {
        throw new StepFailed(describe() + ": refused for " + PATIENCE.toSeconds() + " s");
      }
    }

    private boolean isElected(Stage stage) {
      var results =
          Answers.of(
              describe(),
              stage.admin().electLeaders(ElectionType.PREFERRED, partitions(stage)).partitions());
      return results.values().stream()
          .flatMap(Optional::stream)
          .allMatch(ElectionNotNeededException.class::isInstance);
    }

    /** Null asks for all partitions, by the Admin client's contract. */
    private Set<TopicPartition> partitions(Stage stage) {
      if (topic.isEmpty()) {
        return null;
      }
      var topics =
          Answers.of(
              describe(), stage.admin().describeTopics(List.of(topic.get())).allTopicNames());
      var partitions = new HashSet<TopicPartition>();
      topics
          .get(topic.get())
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.get(), info.partition())));
      return partitions;
    }

    @Override
    public String describe() {
      return "elect preferred leaders of "
          + topic.map(name -> "topic " + name).orElse("all topics");
    }
  }
}
