package io.kadvisor.cli.run;

import io.kadvisor.cli.config.PolicyTemplate;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the configured policy on the {@code policies} topic when it differs from the one in force
 * there.
 */
final class PolicyPublisher {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, String> home;
  private final Topic<Policy> topic;

  PolicyPublisher(Map<String, String> home, Topic<Policy> topic) {
    this.home = home;
    this.topic = topic;
  }

  /**
   * The policy in force from now on: the one on the topic when it says the same, a new version
   * otherwise.
   *
   * @param alias of the cluster in the file
   */
  Policy publish(PolicyTemplate template, String alias, ClusterId cluster, Instant now)
      throws PolicyNotPublishedException {
    Optional<Policy> latest = latest(cluster);
    if (latest.isPresent() && sameContent(template, alias, latest.get())) {
      return latest.get();
    }
    Policy policy = template.at(cluster, alias, VERSION.format(now), now);
    write(policy);
    return policy;
  }

  private static boolean sameContent(PolicyTemplate template, String alias, Policy policy) {
    return template
        .at(policy.cluster(), alias, policy.version(), policy.effectiveFrom())
        .equals(policy);
  }

  private Optional<Policy> latest(ClusterId cluster) {
    Map<String, Object> properties = new HashMap<>(home);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    TopicPartition place =
        new TopicPartition(
            topic.name(), ClusterPartitioner.partitionOf(cluster, topic.partitions()));
    try (var consumer =
        new KafkaConsumer<>(
            properties, Key.serde().deserializer(), topic.valueSerde().deserializer())) {
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      long end = consumer.endOffsets(List.of(place), PATIENCE).get(place);
      Map<String, Policy> versions = new HashMap<>();
      while (consumer.position(place, PATIENCE) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(found -> keep(versions, cluster, found.value()));
      }
      return versions.values().stream().max(Comparator.comparing(Policy::effectiveFrom));
    }
  }

  private static void keep(Map<String, Policy> versions, ClusterId cluster, Policy policy) {
    if (policy != null && policy.cluster().equals(cluster)) {
      versions.putIfAbsent(policy.version(), policy);
    }
  }

  private void write(Policy policy) throws PolicyNotPublishedException {
    Map<String, Object> properties = new HashMap<>(home);
    properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ClusterPartitioner.class.getName());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    try (var producer =
        new KafkaProducer<>(
            properties, Key.serde().serializer(), topic.valueSerde().serializer())) {
      producer
          .send(new ProducerRecord<>(topic.name(), Keys.of(policy), policy))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PolicyNotPublishedException(
          "the policy could not be written to " + topic.name() + " (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PolicyNotPublishedException("interrupted while writing the policy", e);
    }
  }

  /** The policies topic could not be written. */
  static final class PolicyNotPublishedException extends Exception {
    private static final long serialVersionUID = 1L;

    PolicyNotPublishedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
