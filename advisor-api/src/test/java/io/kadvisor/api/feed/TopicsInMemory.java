package io.kadvisor.api.feed;

import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Kafka's own consumer double, with all topics of the contract, each of one partition. */
final class TopicsInMemory extends MockConsumer<byte[], byte[]> {
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  TopicsInMemory(Topics topics) {
    super("earliest");
    for (Topic<?> topic : topics.all()) {
      updatePartitions(topic.name(), List.of(new PartitionInfo(topic.name(), 0, null, null, null)));
    }
    List<TopicPartition> all =
        topics.all().stream().map(topic -> new TopicPartition(topic.name(), 0)).toList();
    updateBeginningOffsets(all.stream().collect(Collectors.toMap(p -> p, p -> 0L)));
    all.forEach(partition -> ends.put(partition, 0L));
    updateEndOffsets(ends);
  }

  /** That many records are said to be there at the start. */
  void holds(Topic<?> topic, long records) {
    ends.put(new TopicPartition(topic.name(), 0), records);
    updateEndOffsets(ends);
  }

  /** Records that come with the next poll; a null value is a tombstone. */
  void bring(Topic<?> topic, long firstOffset, String key, byte[]... values) {
    schedulePollTask(
        () ->
            IntStream.range(0, values.length)
                .forEach(
                    i ->
                        addRecord(
                            new ConsumerRecord<>(
                                topic.name(),
                                0,
                                firstOffset + i,
                                key.getBytes(StandardCharsets.UTF_8),
                                values[i]))));
  }

  /** One record of a time. */
  void bring(Topic<?> topic, Instant at, String key, byte[] value) {
    schedulePollTask(
        () ->
            addRecord(
                new ConsumerRecord<>(
                    topic.name(),
                    0,
                    0,
                    at.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    key.length(),
                    value.length,
                    key.getBytes(StandardCharsets.UTF_8),
                    value,
                    new RecordHeaders(),
                    Optional.empty())));
  }

  @Override
  public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
      Map<TopicPartition, Long> times) {
    Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
    times.keySet().forEach(partition -> found.put(partition, new OffsetAndTimestamp(0, 0)));
    return found;
  }
}
