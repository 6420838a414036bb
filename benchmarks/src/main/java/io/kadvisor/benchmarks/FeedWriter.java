package io.kadvisor.benchmarks;

import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a generated feed as a collector does: the records of a sweep, then its mark. */
final class FeedWriter implements AutoCloseable {
  private final Topics topics;
  private final GeneratedFeed feed;
  private final KafkaProducer<byte[], byte[]> producer;
  private long bytes;

  FeedWriter(String bootstrapServers, Topics topics, GeneratedFeed feed) {
    this.topics = topics;
    this.feed = feed;
    this.producer = new KafkaProducer<>(properties(bootstrapServers));
  }

  /** Of the producer, here and in the reference. */
  static Map<String, Object> properties(String bootstrapServers) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "compression.type",
        "zstd",
        "batch.size",
        256 * 1024,
        "linger.ms",
        20,
        "key.serializer",
        ByteArraySerializer.class,
        "value.serializer",
        ByteArraySerializer.class);
  }

  /** Returns when the sweep is acknowledged. */
  void sweep(int sweep) {
    feed.brokers(sweep, sample -> send(topics.brokerSamples(), sample));
    feed.topics(sweep, sample -> send(topics.topicSamples(), sample));
    feed.groups(sweep, sample -> send(topics.groupSamples(), sample));
    send(
        topics.clusterRecords(),
        Keys.of(feed.cluster(sweep)).toString(),
        feed.cluster(sweep),
        sweep);
    producer.flush();
    ClusterRecord mark = feed.mark(sweep);
    send(topics.clusterRecords(), Keys.of(mark).toString(), mark, sweep);
    producer.flush();
  }

  private <S extends Sample> void send(Topic<S> topic, S sample) {
    send(topic, Keys.of(sample).toString(), sample, sample.sweepAt().toEpochMilli());
  }

  private void send(Topic<ClusterRecord> topic, String key, ClusterRecord value, int sweep) {
    send(topic, key, value, feed.at(sweep).toEpochMilli());
  }

  private <V> void send(Topic<V> topic, String key, V value, long time) {
    byte[] encoded = topic.valueSerde().serializer().serialize(topic.name(), value);
    int partition = ClusterPartitioner.partitionOf(GeneratedFeed.CLUSTER, topics.partitions());
    bytes += encoded.length;
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.name(), partition, time, key.getBytes(StandardCharsets.UTF_8), encoded));
  }

  /** Bytes of all values so far, before compression. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    producer.close();
  }
}
