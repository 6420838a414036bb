package io.kadvisor.streams.running;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a healthy sweep a second the way a collector does: the samples, their acknowledgements,
 * then the mark.
 */
final class SweepFeed implements AutoCloseable {
  static final ClusterId CLUSTER = new ClusterId("fed-cluster");

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger written = new AtomicInteger();

  SweepFeed(String bootstrap, Topics topics) {
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "partitioner.class",
                ClusterPartitioner.class.getName(),
                "request.timeout.ms",
                "3000",
                "delivery.timeout.ms",
                "120000",
                "max.block.ms",
                "120000",
                "metadata.max.age.ms",
                "2000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void start() {
    beat.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.SECONDS);
  }

  /** Sweeps whose mark was acknowledged. */
  int written() {
    return written.get();
  }

  /** Bytes that are no record of the topic, where the cluster lives. */
  void poison(Topic<?> topic, String value) {
    byte[] key = Key.serde().serializer().serialize(topic.name(), Key.of(CLUSTER, "poison"));
    await(
        producer.send(
            new ProducerRecord<>(topic.name(), key, value.getBytes(StandardCharsets.UTF_8))));
  }

  private void sweep() {
    SampleSweep sweep =
        new SampleSweep(
            CLUSTER,
            1,
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
            3,
            List.of("orders"),
            List.of("billing"));
    List<Future<?>> acknowledgements = new ArrayList<>();
    sweep.samples().forEach(sample -> acknowledgements.add(send(sample)));
    acknowledgements.forEach(SweepFeed::await);
    await(send(topics.clusterRecords(), Key.of(CLUSTER), sweep.mark(), sweep.at()));
    written.incrementAndGet();
  }

  private Future<?> send(Sample sample) {
    return switch (sample.subject().kind()) {
      case BROKER ->
          send(topics.brokerSamples(), Keys.of(sample), (BrokerSample) sample, sample.sweepAt());
      case TOPIC ->
          send(topics.topicSamples(), Keys.of(sample), (TopicSample) sample, sample.sweepAt());
      case GROUP ->
          send(topics.groupSamples(), Keys.of(sample), (GroupSample) sample, sample.sweepAt());
      case CLUSTER ->
          send(topics.clusterRecords(), Keys.of(sample), (ClusterSample) sample, sample.sweepAt());
    };
  }

  private <V> Future<?> send(Topic<V> topic, Key key, V value, Instant at) {
    byte[] keyBytes = Key.serde().serializer().serialize(topic.name(), key);
    byte[] valueBytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return producer.send(
        new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), keyBytes, valueBytes));
  }

  private static void await(Future<?> acknowledgement) {
    try {
      acknowledgement.get(130, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the sweep was not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
    producer.close(Duration.ofSeconds(1));
  }
}
