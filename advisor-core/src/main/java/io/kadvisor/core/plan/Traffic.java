package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Bytes a second of single partitions, estimated from what a sweep tells. */
public final class Traffic {
  private final Map<Integer, Double> bytesPerRecord = new HashMap<>();
  private final Sweep sweep;

  /** Counted when first asked for: where nothing is known of what is written, nobody asks. */
  private Optional<Map<TopicName, Map<Integer, Double>>> consumed = Optional.empty();

  private Traffic(Resource resource, Sweep sweep) {
    if (resource == Resource.BYTES_IN || resource == Resource.BYTES_OUT) {
      sweep.brokers().values().forEach(this::learn);
    }
    this.sweep = sweep;
  }

  /** What is needed of it for one resource. */
  public static Traffic of(Resource resource, Sweep sweep) {
    return new Traffic(resource, sweep);
  }

  private void learn(BrokerSample broker) {
    OptionalDouble bytes = rate(broker, Metric.BYTES_IN);
    OptionalDouble records = rate(broker, Metric.MESSAGES_IN);
    if (bytes.isPresent() && records.isPresent() && records.getAsDouble() > 0) {
      BrokerId id = broker.broker();
      bytesPerRecord.put(id.value(), bytes.getAsDouble() / records.getAsDouble());
    }
  }

  private static OptionalDouble rate(BrokerSample broker, Metric metric) {
    return broker.reading(metric).map(Reading::rate).orElse(OptionalDouble.empty());
  }

  /** Records that groups read a second, by partition. */
  private Map<TopicName, Map<Integer, Double>> consumed() {
    if (consumed.isEmpty()) {
      Map<TopicName, Map<Integer, Double>> counted = new HashMap<>();
      sweep.groups().values().forEach(group -> count(group, counted));
      consumed = Optional.of(counted);
    }
    return consumed.get();
  }

  private static void count(GroupSample group, Map<TopicName, Map<Integer, Double>> consumed) {
    if (group.previousAt().isEmpty()) {
      return;
    }
    double seconds =
        Duration.between(group.previousAt().get(), group.sweepAt()).toMillis() / 1000.0;
    for (Commits topic : group.commits()) {
      for (int row = 0; seconds > 0 && row < topic.partitions().size(); row++) {
        if (topic.committed().has(row) && topic.previousCommitted().has(row)) {
          double moved = topic.committed().get(row) - topic.previousCommitted().get(row);
          consumed
              .computeIfAbsent(topic.topic(), name -> new HashMap<>())
              .merge(topic.partitions().get(row), Math.max(0, moved) / seconds, Double::sum);
        }
      }
    }
  }

  /** Bytes written a second; not a number where that is not known. */
  public double in(TopicSample topic, int partition) {
    OptionalDouble records = PartitionTraffic.recordsPerSecond(topic, partition);
    if (records.isEmpty()) {
      return Double.NaN;
    }
    return records.getAsDouble() == 0 ? 0 : records.getAsDouble() * size(topic, partition);
  }

  /** Bytes that the leader sends a second, to groups and to followers in sync. */
  public double out(TopicSample topic, int partition) {
    int followers = Math.max(0, topic.isr().get(partition).size() - 1);
    return consumed(topic, partition) + followers * in(topic, partition);
  }

  /**
   * Bytes that groups read a second; without any group that commits, each record counts as read
   * once.
   */
  public double consumed(TopicSample topic, int partition) {
    double in = in(topic, partition);
    if (Double.isNaN(in) || !groupsSeen()) {
      return in;
    }
    return consumed().getOrDefault(topic.topic(), Map.of()).getOrDefault(partition, 0.0)
        * (in == 0 ? knownSize(topic, partition) : size(topic, partition));
  }

  private boolean groupsSeen() {
    return !consumed().isEmpty();
  }

  private double knownSize(TopicSample topic, int partition) {
    double size = size(topic, partition);
    return Double.isNaN(size) ? 0 : size;
  }

  private double size(TopicSample topic, int partition) {
    Double ofLeader = bytesPerRecord.get(topic.leader().get(partition));
    return ofLeader != null
        ? ofLeader
        : PartitionTraffic.storedBytesPerRecord(topic, partition).orElse(Double.NaN);
  }

  String size() {
    return bytesPerRecord.isEmpty()
        ? "the mean size of the records that each partition holds"
        : "the mean bytes a record that each leader takes in (BytesInPerSec over MessagesInPerSec)";
  }

  String read() {
    return groupsSeen()
        ? "records that groups consumed a second"
        : "records written a second, as if read once (no group's progress was seen),";
  }
}
