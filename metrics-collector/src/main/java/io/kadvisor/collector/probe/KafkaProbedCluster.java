package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/** One producer and one consumer for all brokers, and an Admin client for the topic. */
public final class KafkaProbedCluster implements ProbedCluster {
  private final Map<String, String> client;
  private final String topic;
  private final ProbeAdmin admin;
  private Optional<KafkaProducer<byte[], byte[]>> producer = Optional.empty();
  private volatile Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();

  /** Connects with its first call. */
  public KafkaProbedCluster(Map<String, String> client, String topic) {
    this.client = Map.copyOf(client);
    this.topic = topic;
    this.admin = new ProbeAdmin(this.client, topic);
  }

  @Override
  public ProbeLayout layout() throws InterruptedException {
    return admin.layout();
  }

  @Override
  public void create(Map<Integer, List<Integer>> assignment) throws InterruptedException {
    admin.create(assignment);
  }

  @Override
  public void create(int partitions) throws InterruptedException {
    admin.create(partitions);
  }

  @Override
  public void add(int partitions, List<BrokerId> brokers) throws InterruptedException {
    admin.add(partitions, brokers);
  }

  @Override
  public void send(int partition, Token token, Receipt receipt) {
    try {
      var unused =
          producer()
              .send(
                  new ProducerRecord<>(topic, partition, null, token.bytes()),
                  (metadata, failure) -> tell(receipt, failure));
    } catch (KafkaException e) {
      tell(receipt, e);
    }
  }

  private static void tell(Receipt receipt, Exception failure) {
    if (failure == null) {
      receipt.acknowledged();
    } else {
      receipt.failed(ProbeAdmin.reason(failure));
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer.isEmpty()) {
      producer = Optional.of(new KafkaProducer<>(ProbeProperties.producer(client)));
    }
    return producer.get();
  }

  @Override
  public List<Returned> poll(Set<Integer> partitions, Duration patience) {
    KafkaConsumer<byte[], byte[]> reader = consumer();
    Set<TopicPartition> wanted =
        partitions.stream()
            .map(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toSet());
    if (!reader.assignment().equals(wanted)) {
      reader.assign(wanted);
    }
    try {
      List<Returned> returned = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(patience)) {
        Token.of(record.value())
            .ifPresent(token -> returned.add(new Returned(record.partition(), token)));
      }
      return returned;
    } catch (WakeupException e) {
      return List.of();
    } catch (ApiException e) {
      throw new ProbeRefused(ProbeAdmin.reason(e), e instanceof RetriableException, e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    if (consumer.isEmpty()) {
      consumer = Optional.of(new KafkaConsumer<>(ProbeProperties.consumer(client)));
    }
    return consumer.get();
  }

  @Override
  public void wake() {
    consumer.ifPresent(KafkaConsumer::wakeup);
  }

  /** Nobody is waited for. */
  @Override
  public void close() {
    producer.ifPresent(sender -> sender.close(Duration.ZERO));
    consumer.ifPresent(reader -> reader.close(CloseOptions.timeout(Duration.ZERO)));
    admin.close();
  }
}
