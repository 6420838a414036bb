package io.kadvisor.collector.admin;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Effective configuration, cut down to what rules and explanations read. */
final class ConfigCalls {
  static final Set<String> TOPIC_KEYS =
      Set.of(
          "cleanup.policy",
          "compression.type",
          "max.message.bytes",
          "min.insync.replicas",
          "retention.bytes",
          "retention.ms",
          "segment.bytes",
          "unclean.leader.election.enable",
          "follower.replication.throttled.replicas",
          "leader.replication.throttled.replicas");
  static final Set<String> BROKER_KEYS =
      Set.of(
          "auto.create.topics.enable",
          "auto.leader.rebalance.enable",
          "broker.session.timeout.ms",
          "default.replication.factor",
          "follower.replication.throttled.rate",
          "inter.broker.protocol.version",
          "leader.imbalance.check.interval.seconds",
          "leader.imbalance.per.broker.percentage",
          "leader.replication.throttled.rate",
          "log.retention.bytes",
          "log.retention.hours",
          "log.retention.ms",
          "max.connections",
          "max.connections.per.ip",
          "min.insync.replicas",
          "num.io.threads",
          "num.network.threads",
          "num.replica.fetchers",
          "offsets.topic.replication.factor",
          "process.roles",
          "queued.max.requests",
          "replica.lag.time.max.ms",
          "transaction.state.log.min.isr",
          "transaction.state.log.replication.factor",
          "unclean.leader.election.enable");

  /** Configuration by subject name, and what was refused. */
  record Configs(Map<String, Map<String, String>> byName, List<NotSeen> notSeen) {}

  private ConfigCalls() {}

  /** Configuration of topics; one request to any broker. */
  static Configs ofTopics(Admin admin, Collection<TopicName> topics, Duration time)
      throws InterruptedException {
    var resources = topics.stream().map(topic -> topicResource(topic.value())).toList();
    return read(admin, resources, Fact.TOPIC_CONFIG, TOPIC_KEYS, time);
  }

  /** Configuration of brokers; one request to each of them. */
  static Configs ofBrokers(Admin admin, Collection<BrokerId> brokers, Duration time)
      throws InterruptedException {
    var resources =
        brokers.stream()
            .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id.toString()))
            .toList();
    return read(admin, resources, Fact.BROKER_CONFIG, BROKER_KEYS, time);
  }

  private static ConfigResource topicResource(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static Configs read(
      Admin admin, List<ConfigResource> resources, Fact fact, Set<String> keys, Duration time)
      throws InterruptedException {
    if (resources.isEmpty()) {
      return new Configs(Map.of(), List.of());
    }
    Deadline deadline = Deadline.in(time);
    Map<ConfigResource, KafkaFuture<Config>> asked =
        admin
            .describeConfigs(
                resources, new DescribeConfigsOptions().timeoutMs((int) time.toMillis()))
            .values();
    Map<String, Map<String, String>> byName = new HashMap<>();
    List<NotSeen> notSeen = new ArrayList<>();
    for (ConfigResource resource : resources) {
      Outcome<Config> outcome = Outcome.of(asked.get(resource), deadline);
      outcome.value().ifPresent(config -> byName.put(resource.name(), filtered(config, keys)));
      outcome
          .failure()
          .filter(why -> !(why instanceof UnknownTopicOrPartitionException))
          .map(why -> Refusals.notSeen(fact, subject(resource), why))
          .ifPresent(notSeen::add);
    }
    return new Configs(byName, notSeen);
  }

  private static Subject subject(ConfigResource resource) {
    return resource.type() == ConfigResource.Type.TOPIC
        ? Subject.of(new TopicName(resource.name()))
        : Subject.of(new BrokerId(Integer.parseInt(resource.name())));
  }

  private static Map<String, String> filtered(Config config, Set<String> keys) {
    Map<String, String> values = new HashMap<>();
    for (String key : keys) {
      Optional.ofNullable(config.get(key))
          .map(ConfigEntry::value)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> values.put(key, value));
    }
    return values;
  }
}
