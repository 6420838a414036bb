package io.kadvisor.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * The reference: a windowed count by partition, one JSON record an observation, with RocksDB and
 * Streams' own defaults (cache 10 MB, commits every 30 s, at least once), one thread.
 */
final class BareCount implements AutoCloseable {
  static final String TOPIC = "observations";

  /** What a sweep sees of a partition. */
  record Observation(
      String topic,
      int partition,
      int leader,
      List<Integer> replicas,
      List<Integer> isr,
      long earliest,
      long latest,
      long sweepAt) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private final KafkaStreams streams;

  BareCount(String bootstrapServers, Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bare-count");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(TOPIC, Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .mapValues(BareCount::read)
        .groupByKey(Grouped.with(Serdes.String(), null))
        .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofMinutes(1)))
        .count(Materialized.with(Serdes.String(), Serdes.Long()))
        .toStream()
        .foreach((key, count) -> {});
    streams = new KafkaStreams(builder.build(), properties);
  }

  private static Observation read(byte[] value) {
    try {
      return JSON.readValue(value, Observation.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void write(String bootstrapServers, GeneratedFeed feed, FeedSize size, int sweeps) {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(FeedWriter.properties(bootstrapServers))) {
      for (int sweep = 0; sweep < sweeps; sweep++) {
        Instant at = feed.at(sweep);
        for (int partition = 0; partition < size.partitions; partition++) {
          var unused = producer.send(record(feed, size, partition, sweep, at.toEpochMilli()));
        }
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      GeneratedFeed feed, FeedSize size, int partition, int sweep, long at) {
    String topic = GeneratedFeed.name(partition / size.perTopic).value();
    List<Integer> replicas = feed.replicas(partition).stream().boxed().toList();
    var seen =
        new Observation(
            topic,
            partition % size.perTopic,
            replicas.get(0),
            replicas,
            replicas,
            0,
            feed.end(partition, sweep),
            at);
    try {
      byte[] key = (topic + "-" + seen.partition()).getBytes(StandardCharsets.UTF_8);
      return new ProducerRecord<>(TOPIC, 0, at, key, JSON.writeValueAsBytes(seen));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void start() {
    streams.start();
  }

  /** Records that its one task has processed. */
  long processed() {
    return streams.metrics().values().stream()
        .filter(m -> m.metricName().name().equals("process-total"))
        .filter(m -> m.metricName().group().equals("stream-thread-metrics"))
        .mapToLong(m -> ((Number) m.metricValue()).longValue())
        .sum();
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(10));
  }
}
