package io.kadvisor.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of the contract where they are missing, and verifies those that are there,
 * before anything starts. Partition counts and cleanup policies are part of the contract: a
 * difference stops with both values and the way out, all differences at once. Retention and
 * replication are the operator's and are left as found.
 */
public final class TopicProvisioning {
  private static final short WANTED_REPLICAS = 3;

  private final Admin admin;
  private final Duration timeout;

  /** With a timeout for each call. */
  public TopicProvisioning(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * Replication of what Kadvisor creates: 3 with min ISR 2 where there are three brokers, fewer
   * below.
   */
  public record Replication(short factor, int minInsync) {
    public static Replication forBrokers(int brokers) {
      short factor = (short) Math.max(1, Math.min(WANTED_REPLICAS, brokers));
      return new Replication(factor, factor == WANTED_REPLICAS ? 2 : 1);
    }
  }

  /** A topic that is there and differs from the contract. */
  public record Difference(String topic, String what, String found, String wanted, String wayOut) {
    @Override
    public String toString() {
      return "%s: %s is %s, must be %s; %s".formatted(topic, what, found, wanted, wayOut);
    }
  }

  /** The topics that are there differ from the contract. */
  public static final class DifferentTopicsException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<Difference> differences;

    DifferentTopicsException(List<Difference> differences) {
      super(differences.stream().map(Difference::toString).collect(Collectors.joining("\n")));
      this.differences = List.copyOf(differences);
    }

    public List<Difference> differences() {
      return differences;
    }
  }

  /**
   * The home cluster could not be asked or refused; the message says what was tried and what came
   * back.
   */
  public static final class ProvisioningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProvisioningFailedException(String what, Throwable cause) {
      super("cannot " + what + ": " + cause.getMessage() + remedy(cause), cause);
    }

    private static String remedy(Throwable cause) {
      return cause instanceof AuthorizationException
          ? " Allow Create, Read, Write and DescribeConfigs on the topics that begin with the prefix."
          : "";
    }
  }

  /**
   * Creates what is missing and verifies the rest.
   *
   * @return names of the topics that were created
   * @throws DifferentTopicsException when topics that are there differ
   * @throws ProvisioningFailedException when the cluster does not answer or refuses
   */
  public List<String> provision(Collection<Topic<?>> topics) {
    Replication replication = replication();
    Set<String> existing = get("list the topics", admin.listTopics().names());
    requireNoDifference(topics.stream().filter(topic -> existing.contains(topic.name())).toList());
    List<Topic<?>> missing =
        topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    List<Topic<?>> raced = create(missing, replication);
    requireNoDifference(raced);
    return missing.stream().filter(topic -> !raced.contains(topic)).map(Topic::name).toList();
  }

  /** What the brokers that are there now allow; also for the internal topics of Kafka Streams. */
  public Replication replication() {
    return Replication.forBrokers(
        get("describe the cluster", admin.describeCluster().nodes()).size());
  }

  /**
   * Another instance may create the same topics at the same time: those it was faster with are
   * returned.
   */
  private List<Topic<?>> create(List<Topic<?>> missing, Replication replication) {
    CreateTopicsResult result =
        admin.createTopics(missing.stream().map(t -> newTopic(t, replication)).toList());
    List<Topic<?>> raced = new ArrayList<>();
    for (Topic<?> topic : missing) {
      try {
        get("create topic " + topic.name(), result.values().get(topic.name()));
      } catch (ProvisioningFailedException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        raced.add(topic);
      }
    }
    return raced;
  }

  private static NewTopic newTopic(Topic<?> topic, Replication replication) {
    Map<String, String> config = new HashMap<>(topic.config());
    config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.minInsync()));
    return new NewTopic(topic.name(), topic.partitions(), replication.factor()).configs(config);
  }

  private void requireNoDifference(List<Topic<?>> there) {
    if (there.isEmpty()) {
      return;
    }
    Map<String, TopicDescription> descriptions =
        get(
            "describe the topics",
            admin.describeTopics(there.stream().map(Topic::name).toList()).allTopicNames());
    Map<String, Config> configs = configs(there);
    List<Difference> differences = new ArrayList<>();
    for (Topic<?> topic : there) {
      partitions(topic, descriptions.get(topic.name()), differences);
      cleanup(topic, configs.get(topic.name()), differences);
    }
    if (!differences.isEmpty()) {
      throw new DifferentTopicsException(differences);
    }
  }

  private Map<String, Config> configs(List<Topic<?>> there) {
    List<ConfigResource> resources =
        there.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t.name())).toList();
    Map<String, Config> byName = new TreeMap<>();
    get("read the topics' configuration", admin.describeConfigs(resources).all())
        .forEach((resource, config) -> byName.put(resource.name(), config));
    return byName;
  }

  private static void partitions(
      Topic<?> topic, TopicDescription found, List<Difference> differences) {
    int count = found.partitions().size();
    if (count != topic.partitions()) {
      differences.add(
          new Difference(
              topic.name(),
              "the partition count",
              Integer.toString(count),
              Integer.toString(topic.partitions()),
              "set the partitions that it was born with, use another prefix, or delete the topic"));
    }
  }

  private static void cleanup(Topic<?> topic, Config found, List<Difference> differences) {
    String policy = found.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!policy.equals(topic.cleanup().configValue())) {
      differences.add(
          new Difference(
              topic.name(),
              TopicConfig.CLEANUP_POLICY_CONFIG,
              policy,
              topic.cleanup().configValue(),
              "alter it with kafka-configs.sh, or use another prefix"));
    }
  }

  private <T> T get(String what, KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new ProvisioningFailedException(what, e.getCause());
    } catch (TimeoutException e) {
      throw new ProvisioningFailedException(what + " within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProvisioningFailedException(what, e);
    }
  }
}
