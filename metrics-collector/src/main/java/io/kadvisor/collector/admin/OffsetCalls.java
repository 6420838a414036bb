package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Earliest, latest and read-committed end offsets of all partitions: three calls, each a request a
 * leader. Partitions whose leader is missing or did not answer a moment ago are left out, since
 * asking would only use up the deadline.
 */
final class OffsetCalls {
  /** Offsets and, for each topic, the partitions that gave none. */
  record Offsets(Map<TopicName, SeenOffsets> byTopic, List<NotSeen> notSeen) {}

  private final List<SeenTopic> topics;
  private final Set<BrokerId> silent;
  private final Map<TopicName, Map<String, List<Integer>>> missing = new TreeMap<>();

  OffsetCalls(List<SeenTopic> topics, Set<BrokerId> silent) {
    this.topics = topics;
    this.silent = silent;
  }

  Offsets read(Admin admin, Duration time) throws InterruptedException {
    List<TopicPartition> asked = askable();
    Deadline deadline = Deadline.in(time);
    var earliest = ask(admin, asked, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED, time);
    var latest = ask(admin, asked, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, time);
    var stable = ask(admin, asked, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, time);
    Map<TopicName, long[]> earliestColumns = columns(earliest, asked, deadline);
    Map<TopicName, long[]> latestColumns = columns(latest, asked, deadline);
    Map<TopicName, long[]> stableColumns = columns(stable, asked, deadline);
    Map<TopicName, SeenOffsets> byTopic = new HashMap<>();
    for (SeenTopic topic : topics) {
      byTopic.put(
          topic.name(),
          new SeenOffsets(
              LongColumn.of(earliestColumns.get(topic.name())),
              LongColumn.of(latestColumns.get(topic.name())),
              LongColumn.of(stableColumns.get(topic.name()))));
    }
    return new Offsets(byTopic, notSeen());
  }

  private List<TopicPartition> askable() {
    List<TopicPartition> asked = new ArrayList<>();
    for (SeenTopic topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        int leader = topic.leader().get(partition);
        if (leader < 0) {
          miss(topic.name(), partition, "no leader");
        } else if (silent.contains(new BrokerId(leader))) {
          miss(topic.name(), partition, "their leader, broker " + leader + ", gives no answer");
        } else {
          asked.add(new TopicPartition(topic.name().value(), partition));
        }
      }
    }
    return asked;
  }

  private static ListOffsetsResult ask(
      Admin admin,
      List<TopicPartition> partitions,
      OffsetSpec spec,
      IsolationLevel isolation,
      Duration time) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    return admin.listOffsets(
        wanted, new ListOffsetsOptions(isolation).timeoutMs((int) time.toMillis()));
  }

  private Map<TopicName, long[]> columns(
      ListOffsetsResult result, List<TopicPartition> asked, Deadline deadline)
      throws InterruptedException {
    Map<TopicName, long[]> columns = new HashMap<>();
    for (SeenTopic topic : topics) {
      long[] column = new long[topic.partitions()];
      Arrays.fill(column, LongColumn.ABSENT);
      columns.put(topic.name(), column);
    }
    for (TopicPartition partition : asked) {
      TopicName topic = new TopicName(partition.topic());
      var outcome = Outcome.of(result.partitionResult(partition), deadline);
      outcome.value().ifPresent(info -> columns.get(topic)[partition.partition()] = info.offset());
      outcome.failure().ifPresent(why -> miss(topic, partition.partition(), Refusals.reason(why)));
    }
    return columns;
  }

  private void miss(TopicName topic, int partition, String why) {
    missing
        .computeIfAbsent(topic, name -> new TreeMap<>())
        .computeIfAbsent(why, reason -> new ArrayList<>())
        .add(partition);
  }

  private List<NotSeen> notSeen() {
    List<NotSeen> all = new ArrayList<>();
    missing.forEach(
        (topic, reasons) ->
            reasons.forEach(
                (why, partitions) -> all.add(notSeen(topic, PartitionRanges.of(partitions), why))));
    return all;
  }

  private static NotSeen notSeen(TopicName topic, PartitionRanges partitions, String why) {
    return new NotSeen(
        Fact.OFFSETS,
        java.util.Optional.of(Subject.of(topic)),
        "partitions " + partitions + ": " + why,
        java.util.Optional.empty());
  }
}
