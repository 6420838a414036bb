package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.ControlFacts;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenLogDirs;
import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.sweep.SweepMemory.TopicMemory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.sample.TopicSample.Reassigning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Samples of topics. A topic that was made again under its name starts without a past. */
final class TopicSamples {
  private static final SeenOffsets NO_OFFSETS =
      new SeenOffsets(LongColumn.empty(), LongColumn.empty(), LongColumn.empty());

  private final Stamp stamp;
  private final Facts facts;
  private final SweepMemory before;
  private final Map<BrokerId, BrokerMemory> brokers;
  private final SelfNames self;
  private final NotSeenBySubject notSeen;
  private final Map<TopicName, List<Reassigning>> moves;

  /** With the brokers' memory of this sweep, which holds the sizes of their replicas. */
  TopicSamples(
      Stamp stamp,
      Facts facts,
      SweepMemory before,
      Map<BrokerId, BrokerMemory> brokers,
      SelfNames self,
      NotSeenBySubject notSeen) {
    this.stamp = stamp;
    this.facts = facts;
    this.before = before;
    this.brokers = brokers;
    this.self = self;
    this.notSeen = notSeen;
    this.moves = moves(facts.control());
  }

  private static Map<TopicName, List<Reassigning>> moves(ControlFacts control) {
    Map<TopicName, List<Reassigning>> moves = new HashMap<>();
    control
        .reassignments()
        .orElse(Map.of())
        .forEach(
            (partition, move) ->
                moves
                    .computeIfAbsent(new TopicName(partition.topic()), name -> new ArrayList<>())
                    .add(new Reassigning(partition.partition(), move.adding(), move.removing())));
    moves.values().forEach(rows -> rows.sort(Comparator.comparingInt(Reassigning::partition)));
    return moves;
  }

  List<TopicSample> build(Map<String, Map<String, String>> configs) {
    return facts.topics().stream().map(topic -> sample(topic, configs)).toList();
  }

  /**
   * Configuration by topic id: what was read now over what is known, without topics that are gone.
   */
  Map<String, Map<String, String>> configs() {
    Map<String, Map<String, String>> configs = new HashMap<>();
    for (SeenTopic topic : facts.topics()) {
      Optional.ofNullable(facts.topicConfigs().get(topic.id()))
          .or(() -> Optional.ofNullable(before.topicConfigs().get(topic.id())))
          .ifPresent(config -> configs.put(topic.id(), config));
    }
    return configs;
  }

  private TopicSample sample(SeenTopic topic, Map<String, Map<String, String>> configs) {
    SeenOffsets offsets = facts.offsets().getOrDefault(topic.name(), NO_OFFSETS);
    Optional<TopicMemory> past =
        Optional.ofNullable(before.topics().get(topic.name()))
            .filter(memory -> memory.id().equals(topic.id()));
    return new TopicSample(
        Sample.VERSION,
        stamp.cluster(),
        topic.name(),
        topic.id(),
        stamp.epoch(),
        stamp.at(),
        topic.internal(),
        self.holds(topic.name()),
        topic.leader(),
        topic.replicas(),
        topic.isr(),
        topic.eligible(),
        facts.control().reassignments().map(all -> moves.getOrDefault(topic.name(), List.of())),
        offsets.earliest(),
        offsets.latest(),
        offsets.stable(),
        past.map(TopicMemory::latest).orElse(LongColumn.empty()),
        past.flatMap(memory -> before.at()),
        replicaBytes(topic),
        configs.getOrDefault(topic.id(), Map.of()),
        notSeen.of(Subject.of(topic.name())));
  }

  private List<LongColumn> replicaBytes(SeenTopic topic) {
    List<LongColumn> rows = new ArrayList<>();
    boolean any = false;
    for (int partition = 0; partition < topic.partitions(); partition++) {
      var key = new TopicPartition(topic.name().value(), partition);
      LongColumn row = bytes(key, topic.replicas().get(partition));
      any |= row.size() > 0 && hasAny(row);
      rows.add(row);
    }
    return any ? rows : List.of();
  }

  private LongColumn bytes(TopicPartition partition, IntColumn replicas) {
    return LongColumn.of(
        replicas.stream().mapToLong(replica -> bytes(partition, new BrokerId(replica))).toArray());
  }

  private long bytes(TopicPartition partition, BrokerId broker) {
    return Optional.ofNullable(brokers.get(broker))
        .flatMap(BrokerMemory::logDirs)
        .map(SeenLogDirs::replicas)
        .map(replicas -> replicas.get(partition))
        .orElse(LongColumn.ABSENT);
  }

  private static boolean hasAny(LongColumn column) {
    for (int row = 0; row < column.size(); row++) {
      if (column.has(row)) {
        return true;
      }
    }
    return false;
  }
}
