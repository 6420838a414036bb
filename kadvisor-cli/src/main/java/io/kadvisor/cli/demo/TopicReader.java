package io.kadvisor.cli.demo;

import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;

/** A plain read-committed consumer of whole topics from their beginning, on a thread of its own. */
final class TopicReader<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final KafkaConsumer<Key, V> consumer;
  private final Consumer<ConsumerRecord<Key, V>> listener;
  private final CountDownLatch ended = new CountDownLatch(1);

  TopicReader(
      Map<String, ?> client,
      Collection<? extends Topic<?>> topics,
      Deserializer<V> values,
      Consumer<ConsumerRecord<Key, V>> listener) {
    this.consumer = new KafkaConsumer<>(readCommitted(client), Key.serde().deserializer(), values);
    this.listener = listener;
    List<TopicPartition> partitions = topics.stream().flatMap(TopicReader::partitions).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private static java.util.stream.Stream<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(p -> new TopicPartition(topic.name(), p));
  }

  private static Map<String, Object> readCommitted(Map<String, ?> client) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return properties;
  }

  /** Starts reading and gives itself back. */
  TopicReader<V> start(String name) {
    Thread thread = new Thread(this::read, name);
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void read() {
    try (consumer) {
      while (ended.getCount() > 0) {
        consumer.poll(POLL).forEach(listener);
      }
    } catch (WakeupException closed) {
      // the only way out
    } finally {
      ended.countDown();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      ended.await(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
