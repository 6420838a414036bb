package io.kadvisor.executor.admin;

import io.kadvisor.executor.wave.ClusterView;
import io.kadvisor.executor.wave.ClusterView.Partition;
import io.kadvisor.executor.wave.MovableCluster;
import io.kadvisor.executor.wave.NewPartitions;
import io.kadvisor.executor.wave.Throttling;
import io.kadvisor.wire.ClientTimeouts;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.NoReassignmentInProgressException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A cluster that runs, with the rights of the user whose properties it is reached with. */
public final class AdminCluster implements MovableCluster {
  private static final int REQUEST_MILLIS = 10_000;
  private static final int CALL_MILLIS = 20_000;

  /** Nothing but progress depends on them, and a broker that dies would hold a wave's watch up. */
  private static final int SIZES_MILLIS = 5_000;

  private final Admin admin;

  /**
   * @param client properties of the user, with {@code bootstrap.servers}
   */
  public AdminCluster(Map<String, String> client) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "kadvisor-executor");
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MILLIS);
    properties.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    properties.putAll(client);
    ClientTimeouts.fit(properties);
    admin = Admin.create(properties);
  }

  @Override
  public ClusterView view() throws InterruptedException {
    // What moves first: a partition that comes to rest between the calls is then seen once more.
    Set<TopicPartition> moving =
        Answers.get("reassignments", admin.listPartitionReassignments().reassignments()).keySet();
    KafkaFuture<Collection<Node>> nodes = admin.describeCluster().nodes();
    Set<String> topics =
        Answers.get("topics", admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    Map<TopicPartition, Partition> partitions = new HashMap<>();
    for (TopicDescription topic : described(topics)) {
      for (TopicPartitionInfo info : topic.partitions()) {
        var partition = new TopicPartition(topic.name(), info.partition());
        partitions.put(partition, partition(info, moving.contains(partition)));
      }
    }
    return new ClusterView(
        Answers.get("brokers", nodes).stream().map(Node::id).collect(Collectors.toSet()),
        partitions);
  }

  /** Without those that are deleted meanwhile. */
  private Collection<TopicDescription> described(Set<String> topics) throws InterruptedException {
    Map<String, TopicDescription> described = new HashMap<>();
    for (var each : admin.describeTopics(topics).topicNameValues().entrySet()) {
      Optional<Throwable> failure = Answers.failure(each.getValue());
      if (failure.filter(UnknownTopicOrPartitionException.class::isInstance).isEmpty()) {
        described.put(each.getKey(), Answers.get("topic " + each.getKey(), each.getValue()));
      }
    }
    return described.values();
  }

  private static Partition partition(TopicPartitionInfo info, boolean moving) {
    return new Partition(
        info.replicas().stream().map(Node::id).toList(),
        info.isr().stream().map(Node::id).collect(Collectors.toSet()),
        info.leader() == null ? -1 : info.leader().id(),
        moving);
  }

  @Override
  public Map<String, Integer> minInSync(Set<String> topics) throws InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Integer> least = new HashMap<>();
    for (var each : admin.describeConfigs(resources).values().entrySet()) {
      if (Answers.failure(each.getValue()).isEmpty()) {
        ConfigEntry entry =
            Answers.get("settings", each.getValue()).get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        if (entry != null && entry.value() != null) {
          least.put(each.getKey().name(), Integer.valueOf(entry.value()));
        }
      }
    }
    return least;
  }

  @Override
  public Map<TopicPartition, Map<Integer, Long>> bytes(Set<Integer> brokers)
      throws InterruptedException {
    Map<TopicPartition, Map<Integer, Long>> bytes = new HashMap<>();
    var soon = new DescribeLogDirsOptions().timeoutMs(SIZES_MILLIS);
    for (var broker : admin.describeLogDirs(brokers, soon).descriptions().entrySet()) {
      if (Answers.failure(broker.getValue()).isEmpty()) {
        for (LogDirDescription dir : Answers.get("volumes", broker.getValue()).values()) {
          dir.replicaInfos()
              .forEach(
                  (partition, replica) ->
                      bytes
                          .computeIfAbsent(partition, each -> new TreeMap<>())
                          .merge(broker.getKey(), replica.size(), Long::sum));
        }
      }
    }
    return bytes;
  }

  @Override
  public void throttle(Throttling throttling) throws InterruptedException {
    Answers.get("throttles", admin.incrementalAlterConfigs(AdminThrottles.set(throttling)).all());
  }

  @Override
  public Map<String, String> unthrottle(Throttling throttling) throws InterruptedException {
    // The lists first: without them a rate throttles nothing.
    Map<String, String> left = takeOff(AdminThrottles.ofTopicsTakenOff(throttling));
    left.putAll(takeOff(AdminThrottles.ofBrokersTakenOff(throttling)));
    return left;
  }

  private Map<String, String> takeOff(Map<ConfigResource, Collection<AlterConfigOp>> settings)
      throws InterruptedException {
    Map<String, String> left = new TreeMap<>();
    Answers.failures(
            admin.incrementalAlterConfigs(settings).values(),
            UnknownTopicOrPartitionException.class::isInstance)
        .forEach(
            (resource, why) ->
                left.put(
                    resource.type().name().toLowerCase(Locale.ROOT) + " " + resource.name(), why));
    return left;
  }

  @Override
  public Map<TopicPartition, String> reassign(Map<TopicPartition, List<Integer>> replicas)
      throws InterruptedException {
    Map<TopicPartition, Optional<NewPartitionReassignment>> wanted = new HashMap<>();
    replicas.forEach(
        (partition, brokers) ->
            wanted.put(partition, Optional.of(new NewPartitionReassignment(brokers))));
    return altered(wanted, failure -> false);
  }

  @Override
  public Map<TopicPartition, String> cancel(Set<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, Optional<NewPartitionReassignment>> none =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), each -> Optional.empty()));
    return altered(none, NoReassignmentInProgressException.class::isInstance);
  }

  private Map<TopicPartition, String> altered(
      Map<TopicPartition, Optional<NewPartitionReassignment>> wanted, Predicate<Throwable> welcome)
      throws InterruptedException {
    return wanted.isEmpty()
        ? Map.of()
        : Answers.failures(admin.alterPartitionReassignments(wanted).values(), welcome);
  }

  @Override
  public Map<TopicPartition, String> elect(Set<TopicPartition> partitions)
      throws InterruptedException {
    Map<TopicPartition, Optional<Throwable>> elected =
        Answers.get(
            "election",
            admin.electLeaders(ElectionType.PREFERRED, new HashSet<>(partitions)).partitions());
    Map<TopicPartition, String> failures = new HashMap<>();
    elected.forEach(
        (partition, failure) ->
            failure
                .filter(why -> !(why instanceof ElectionNotNeededException))
                .ifPresent(why -> failures.put(partition, Answers.why(why))));
    return failures;
  }

  @Override
  public Map<String, String> create(List<NewPartitions> partitions) throws InterruptedException {
    Map<String, org.apache.kafka.clients.admin.NewPartitions> wanted = new HashMap<>();
    partitions.forEach(
        each ->
            wanted.put(
                each.topic(),
                org.apache.kafka.clients.admin.NewPartitions.increaseTo(
                    each.after(), each.replicas())));
    return Answers.failures(admin.createPartitions(wanted).values(), failure -> false);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
