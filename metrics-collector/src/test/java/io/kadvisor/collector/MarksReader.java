package io.kadvisor.collector;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the metrics topics as a plain subscriber and puts together what belongs to each sweep. */
final class MarksReader implements AutoCloseable {
  /** Everything that was read of one sweep. */
  static final class Seen {
    final List<BrokerSample> brokers = new ArrayList<>();
    final List<TopicSample> topics = new ArrayList<>();
    final List<GroupSample> groups = new ArrayList<>();
    final List<ClusterSample> cluster = new ArrayList<>();
    final List<SweepMark> marks = new ArrayList<>();
    int recordsAfterMark;

    TopicSample topic(String name) {
      return topics.stream().filter(t -> t.topic().value().equals(name)).findFirst().orElseThrow();
    }

    GroupSample group(String id) {
      return groups.stream().filter(g -> g.group().value().equals(id)).findFirst().orElseThrow();
    }

    BrokerSample broker(int id) {
      return brokers.stream().filter(b -> b.broker().value() == id).findFirst().orElseThrow();
    }

    SweepMark mark() {
      return marks.get(0);
    }
  }

  private final Topics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final NavigableMap<SweepId, Seen> sweeps = new TreeMap<>();

  MarksReader(String bootstrap, Topics topics) {
    this.topics = topics;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "request.timeout.ms", 3_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic :
        List.of(
            topics.brokerSamples(),
            topics.topicSamples(),
            topics.groupSamples(),
            topics.clusterRecords())) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Sweeps whose mark has been read and of which everything that it counts is there. */
  NavigableMap<SweepId, Seen> complete() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      add(record);
    }
    NavigableMap<SweepId, Seen> complete = new TreeMap<>(sweeps);
    complete.values().removeIf(seen -> !isClosed(seen));
    return complete;
  }

  /** A line a sweep, whole or not, for the message of a test that fails. */
  String told() {
    StringBuilder lines = new StringBuilder();
    sweeps.forEach(
        (id, seen) -> {
          lines.append(id.sweepAt()).append(isClosed(seen) ? " closed" : " open");
          seen.brokers.forEach(
              broker ->
                  lines.append(
                      " %s:%s/%s"
                          .formatted(
                              broker.broker(), broker.membership(), broker.answer().outcome())));
          lines.append('\n');
        });
    return lines.toString();
  }

  private static boolean isClosed(Seen seen) {
    return !seen.marks.isEmpty() && isWhole(seen);
  }

  private static boolean isWhole(Seen seen) {
    var counts = seen.mark().counts();
    return seen.brokers.size() == counts.brokers()
        && seen.topics.size() == counts.topics()
        && seen.groups.size() == counts.groups()
        && seen.cluster.size() == counts.cluster();
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.brokerSamples().name())) {
      BrokerSample sample = value(topics.brokerSamples(), record);
      of(sample.sweep()).brokers.add(sample);
    } else if (record.topic().equals(topics.topicSamples().name())) {
      TopicSample sample = value(topics.topicSamples(), record);
      of(sample.sweep()).topics.add(sample);
    } else if (record.topic().equals(topics.groupSamples().name())) {
      GroupSample sample = value(topics.groupSamples(), record);
      of(sample.sweep()).groups.add(sample);
    } else {
      var value = value(topics.clusterRecords(), record);
      if (value instanceof SweepMark mark) {
        of(mark.sweep()).marks.add(mark);
      } else if (value instanceof ClusterSample sample) {
        of(sample.sweep()).cluster.add(sample);
      }
    }
  }

  private Seen of(SweepId sweep) {
    return sweeps.computeIfAbsent(sweep, id -> new Seen());
  }

  private static <V> V value(Topic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
