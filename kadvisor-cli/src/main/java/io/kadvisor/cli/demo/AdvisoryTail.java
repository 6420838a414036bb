package io.kadvisor.cli.demo;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** A plain read-committed consumer of the advisory topic, as any subscriber would write it; keeps all that it read. */
final class AdvisoryTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<Key, Advisory> consumer;
  private final Consumer<Advisory> listener;
  private final List<Advisory> revisions = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  AdvisoryTail(Map<String, ?> client, Topic<Advisory> topic, Consumer<Advisory> listener) {
    this.consumer =
        new KafkaConsumer<>(
            with(client), Key.serde().deserializer(), topic.valueSerde().deserializer());
    this.listener = listener;
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions()).mapToObj(p -> new TopicPartition(topic.name(), p)).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static Map<String, Object> with(Map<String, ?> client) {
    var properties = new java.util.HashMap<String, Object>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  void start() {
    Thread thread = new Thread(this::read, "advisory-tail");
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException closed) {
      // the only way out
    } finally {
      ended.countDown();
    }
  }

  private void take(ConsumerRecord<Key, Advisory> advisory) {
    if (advisory.value() != null) {
      revisions.add(advisory.value());
      listener.accept(advisory.value());
    }
  }

  /** Every revision read so far, in the order of the topic. */
  List<Advisory> revisions() {
    return List.copyOf(revisions);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
