package io.kadvisor.core.rule.topic;

import io.kadvisor.core.memory.BrokerMemory;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The partitions of one topic that lack replicas, and the brokers that should hold them.
 *
 * @param missing how many of the partitions each broker should hold in sync and does not
 */
record ReplicaLoss(
    TopicSample topic, PartitionRanges partitions, SortedMap<BrokerId, Integer> missing) {
  static final String BROKER_DOWN = "broker-down";
  static final String UNKNOWN = "unknown";

  static final List<Cause> CAUSES =
      List.of(
          new Cause(
              BROKER_DOWN,
              "every missing replica is on a broker that is away, silent or just back"),
          new Cause(
              UNKNOWN,
              "a missing replica is on a broker that is well: a slow follower, a busy leader or an unfinished"
                  + " reassignment"));

  /** Partitions under reassignment lack their new replicas until these have caught up. */
  static final Timing UNEXPLAINED =
      new Timing(
          "unexplained",
          Duration.ofMinutes(15),
          "how long it must last when no broker is away: a reassignment needs time",
          "AWS guidance for Amazon MSK: UnderReplicatedPartitions above 0 for 15 min");

  /** Nothing excuses a partition without a leader; the time is for a controller on its way. */
  static final Timing UNEXPLAINED_OFFLINE =
      new Timing(
          UNEXPLAINED.name(),
          Duration.ofMinutes(1),
          "how long it must last when no broker is away: a controller may be on its way",
          "AWS guidance for Amazon MSK: OfflinePartitionsCount above 0, a look a minute");

  /**
   * A factor that is being raised counts at once, its new replicas only when they have caught up.
   */
  static final Timing UNEXPLAINED_REFUSAL =
      new Timing(
          UNEXPLAINED.name(),
          Duration.ofMinutes(3),
          "how long it must last when no broker is away: a factor may be on the rise",
          "AWS guidance for Amazon MSK: UnderMinIsrPartitionCount at least 1 for 1 min, with room for a small reassignment");

  static ReplicaLoss of(TopicSample topic, IntPredicate concerned) {
    int[] partitions = IntStream.range(0, topic.partitionCount()).filter(concerned).toArray();
    SortedMap<BrokerId, Integer> missing = new TreeMap<>();
    for (int partition : partitions) {
      blamed(topic, partition)
          .forEach(broker -> missing.merge(new BrokerId(broker), 1, Integer::sum));
    }
    return new ReplicaLoss(topic, PartitionRanges.of(partitions), missing);
  }

  /**
   * Without a leader it is the last in sync that are missed: the others could not lead, were they
   * there or not.
   */
  private static IntStream blamed(TopicSample topic, int partition) {
    IntColumn replicas = topic.replicas().get(partition);
    IntColumn inSync = topic.isr().get(partition);
    if (!leaderless(topic, partition)) {
      return replicas.stream().filter(broker -> !inSync.contains(broker));
    }
    return inSync.isEmpty() ? replicas.stream() : inSync.stream();
  }

  static boolean leaderless(TopicSample topic, int partition) {
    return topic.leader().get(partition) < 0;
  }

  /** Replicas of a partition that are in sync; the count that Kafka compares with the minimum. */
  static int inSync(TopicSample topic, int partition) {
    return topic.isr().get(partition).size();
  }

  static int factor(TopicSample topic, int partition) {
    return topic.replicas().get(partition).size();
  }

  /**
   * A breach of a topic, or clear when no partition is concerned.
   *
   * @param what the condition as the end of a sentence about partitions: {@code have no leader}
   */
  Assessment assess(
      Severity severity,
      String metric,
      String what,
      Sweep sweep,
      Memory memory,
      Settings settings) {
    if (partitions.isEmpty()) {
      return Assessment.clear(topic.subject());
    }
    Duration settle = settings.policy().scaled(settings.policy().calm().settle());
    Set<BrokerId> troubled = memory.troubled(missing.keySet(), sweep.at(), settle);
    boolean explained = troubled.containsAll(missing.keySet()) && !missing.isEmpty();
    var breach =
        Assessment.breach(topic.subject(), severity, explained ? BROKER_DOWN : UNKNOWN)
            .in(partitions)
            .pointingAt(missing.keySet())
            .because(evidence(metric, what, sweep.at(), memory));
    return explained ? breach : breach.after(settings.duration(UNEXPLAINED.name()));
  }

  private List<Evidence> evidence(String metric, String what, Instant at, Memory memory) {
    List<Evidence> evidence = new ArrayList<>();
    String sentence =
        Phrases.count(partitions.count(), "partition")
            + " of "
            + topic.partitionCount()
            + " "
            + what
            + ": "
            + partitions;
    evidence.add(
        Evidence.of(topic.subject(), metric, partitions.count(), Unit.COUNT, at, sentence)
            .in(partitions));
    missing.entrySet().forEach(lost -> evidence.add(evidence(lost, at, memory)));
    return evidence;
  }

  private Evidence evidence(Map.Entry<BrokerId, Integer> lost, Instant at, Memory memory) {
    String sentence =
        Phrases.count(lost.getValue(), "replica")
            + " missing on broker "
            + lost.getKey()
            + ", "
            + condition(memory.of(lost.getKey()));
    return Evidence.of(
        topic.subject(), "replicas.missing", lost.getValue(), Unit.COUNT, at, sentence);
  }

  private static String condition(BrokerMemory broker) {
    if (broker.away()) {
      return "which is away since " + Phrases.at(broker.awaySince().orElseThrow());
    }
    if (broker.silent()) {
      return "which is silent since " + Phrases.at(broker.silentSince().orElseThrow());
    }
    return broker
        .returnedAt()
        .map(time -> "which came back at " + Phrases.at(time))
        .orElse("which is there");
  }
}
