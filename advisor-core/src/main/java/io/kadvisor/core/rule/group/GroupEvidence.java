package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.GroupLag;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is seen of a lagging group, and which brokers in trouble it depends on. */
record GroupEvidence(Standing standing, Sweep sweep, Memory memory) {
  private static final int MOST_TOPICS = 10;

  private GroupLag lag() {
    return standing.lag().orElseThrow();
  }

  Evidence lagNow() {
    String sentence =
        "The group lags "
            + Phrases.count(lag().lag(), "record")
            + " in "
            + Phrases.count(behind(), "partition");
    return of("lag", (double) lag().lag(), Unit.RECORDS, sentence);
  }

  private int behind() {
    return lag().behind().values().stream().mapToInt(PartitionRanges::count).sum();
  }

  Evidence members() {
    int members = standing.members();
    return of(
        "group.members", members, Unit.COUNT, "The group has " + Phrases.count(members, "member"));
  }

  /** One for each lagging topic, the widest first. */
  List<Evidence> topics() {
    return lag().behind().entrySet().stream()
        .sorted(Comparator.comparing(topic -> -topic.getValue().count()))
        .limit(MOST_TOPICS)
        .map(this::topic)
        .toList();
  }

  private Evidence topic(Map.Entry<TopicName, PartitionRanges> behind) {
    int count = behind.getValue().count();
    String sentence =
        "Behind in "
            + Phrases.count(count, "partition")
            + " of topic "
            + behind.getKey()
            + ": "
            + behind.getValue();
    return of("lag.partitions", count, Unit.COUNT, sentence).in(behind.getValue());
  }

  Evidence of(String metric, double value, Unit unit, String sentence) {
    return Evidence.of(standing.group().subject(), metric, value, unit, standing.at(), sentence);
  }

  List<Evidence> with(Evidence... first) {
    List<Evidence> all = new ArrayList<>(List.of(first));
    all.addAll(topics());
    return all;
  }

  /** Brokers in trouble that coordinate the group or lead what it lags in. */
  Set<BrokerId> troubledLeaders(Policy policy) {
    return troubled(policy, false);
  }

  /**
   * And those that hold a replica of it: clients hang on a dead broker while others lead already.
   */
  Set<BrokerId> troubledReplicas(Policy policy) {
    return troubled(policy, true);
  }

  private Set<BrokerId> troubled(Policy policy, boolean replicas) {
    Set<BrokerId> brokers = new TreeSet<>();
    standing.group().coordinator().ifPresent(brokers::add);
    lag().behind().forEach((topic, partitions) -> brokers.addAll(of(topic, partitions, replicas)));
    Duration settle = policy.scaled(policy.calm().settle());
    return memory.troubled(brokers, standing.at(), settle);
  }

  private Set<BrokerId> of(TopicName name, PartitionRanges partitions, boolean replicas) {
    Set<BrokerId> brokers = new TreeSet<>();
    TopicSample topic = sweep.topics().get(name);
    if (topic != null) {
      partitions.stream()
          .filter(partition -> partition < topic.partitionCount())
          .forEach(partition -> brokers.addAll(of(topic, partition, replicas)));
    }
    return brokers;
  }

  private static Set<BrokerId> of(TopicSample topic, int partition, boolean replicas) {
    Set<BrokerId> brokers = new TreeSet<>();
    if (topic.leader().get(partition) >= 0) {
      brokers.add(new BrokerId(topic.leader().get(partition)));
    }
    if (replicas) {
      topic.replicas().get(partition).stream().mapToObj(BrokerId::new).forEach(brokers::add);
    }
    return brokers;
  }
}
