package io.kadvisor.collector.publish;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Trouble.Cause;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** The home cluster over Kafka: one producer for all watched clusters, made at first use. */
public final class KafkaHome implements Home {
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(35);
  private static final Duration SEARCH = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Map<String, String> properties;
  private final Topics topics;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();

  /** With the properties that every client to the home gets. */
  public KafkaHome(Map<String, String> properties, Topics topics) {
    this.properties = Map.copyOf(properties);
    this.topics = topics;
  }

  @Override
  public long write(List<HomeRecord> records) throws InterruptedException {
    long end = System.nanoTime() + ACKNOWLEDGED.toNanos();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (HomeRecord record : records) {
        Future<RecordMetadata> future = send(record);
        sent.add(future);
        if (future.isDone()) {
          future.get();
        }
      }
      for (Future<RecordMetadata> future : sent) {
        future.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException e) {
      throw unwritable(e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unwritable(e);
    }
    return records.stream().mapToLong(HomeRecord::size).sum();
  }

  private Future<RecordMetadata> send(HomeRecord record) {
    return producer().send(record.toProducerRecord());
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer.isEmpty()) {
      producer = Optional.of(new KafkaProducer<>(HomeProperties.producer(properties)));
    }
    return producer.get();
  }

  @Override
  public Optional<SweepId> lastSweep(ClusterId cluster) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(HomeProperties.consumer(properties))) {
      int partition = ClusterPartitioner.partitionOf(cluster, topics.partitions());
      return new MarkSearch(consumer, topics.clusterRecords(), cluster, SEARCH).search(partition);
    } catch (KafkaException e) {
      throw unwritable(e);
    }
  }

  @Override
  public ClusterId id() throws InterruptedException {
    try (Admin admin = Admin.create(HomeProperties.admin(properties))) {
      var id = admin.describeCluster().clusterId();
      return new ClusterId(id.get(SEARCH.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw unwritable(e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw unwritable(e);
    }
  }

  private static Unwritable unwritable(Throwable cause) {
    String sentence = "the home cluster takes no records: " + cause.getMessage();
    return new Unwritable(new Trouble(Cause.of(cause), sentence), cause);
  }

  @Override
  public synchronized void close() {
    producer.ifPresent(open -> open.close(FAREWELL));
    producer = Optional.empty();
  }
}
