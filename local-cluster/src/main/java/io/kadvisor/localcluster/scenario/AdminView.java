package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The cluster as one Admin client of its own sees it. */
final class AdminView implements ClusterView, AutoCloseable {
  private static final int ANSWER_MILLISECONDS = 3_000;
  private static final Duration CPU_LOOK = Duration.ofSeconds(2);
  private static final Set<ConfigEntry.ConfigSource> SET_HERE =
      Set.of(
          ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG,
          ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG);

  private final LocalCluster cluster;
  private final Set<TopicIdPartition> writtenOff;
  private final Admin admin;
  private final BrokerBeans beans;
  private final WriteProbe writes;

  /**
   * @param writtenOff partitions that nobody looks at any more; another may add to them
   */
  AdminView(LocalCluster cluster, int number, Set<TopicIdPartition> writtenOff) {
    this.cluster = cluster;
    this.writtenOff = writtenOff;
    this.admin = Admin.create(settings(cluster, number));
    this.beans = new BrokerBeans(cluster);
    this.writes = new WriteProbe(cluster.bootstrapServers(), "witness-" + number);
  }

  private static Map<String, Object> settings(LocalCluster cluster, int number) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", cluster.bootstrapServers());
    settings.put("client.id", "witness-" + number);
    // a paused broker takes connections and never answers: give up soon, and stay away from it for
    // a while
    settings.put("request.timeout.ms", 1_000);
    settings.put("default.api.timeout.ms", ANSWER_MILLISECONDS);
    settings.put("reconnect.backoff.ms", 2_000);
    settings.put("reconnect.backoff.max.ms", 2_000);
    settings.put("metadata.max.age.ms", 5_000);
    settings.put("enable.metrics.push", false);
    return settings;
  }

  @Override
  public Set<Integer> unfenced() {
    return answer(admin.describeCluster().nodes()).stream()
        .map(Node::id)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean accepts(int broker) {
    return cluster.broker(broker).acceptsConnections();
  }

  @Override
  public Set<Integer> known() {
    return cluster.brokers().stream().map(LocalBroker::id).collect(Collectors.toSet());
  }

  @Override
  public Map<String, List<Partition>> topics() {
    return described().stream()
        .collect(
            Collectors.toMap(
                topic -> topic.name(),
                topic ->
                    topic.partitions().stream()
                        .filter(info -> !writtenOff.contains(identity(topic, info)))
                        .map(AdminView::partition)
                        .toList()));
  }

  private Collection<TopicDescription> described() {
    Set<String> names =
        answer(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    return answer(admin.describeTopics(names).allTopicNames()).values();
  }

  private static TopicIdPartition identity(TopicDescription topic, TopicPartitionInfo info) {
    return new TopicIdPartition(
        topic.topicId(), new TopicPartition(topic.name(), info.partition()));
  }

  /** Partitions whose brokers are all gone for good: nobody repairs those. */
  Set<TopicIdPartition> lost() {
    Set<Integer> known = known();
    return described().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .filter(
                        info -> info.replicas().stream().map(Node::id).noneMatch(known::contains))
                    .map(info -> identity(topic, info)))
        .collect(Collectors.toSet());
  }

  private static Partition partition(TopicPartitionInfo info) {
    return new Partition(
        info.partition(),
        Optional.ofNullable(info.leader()).map(Node::id),
        info.replicas().stream().map(Node::id).toList(),
        info.isr().stream().map(Node::id).collect(Collectors.toSet()));
  }

  @Override
  public OptionalLong lag(String group, String topic) {
    Map<TopicPartition, Long> committed = committed(group, topic);
    if (committed.isEmpty()) {
      return OptionalLong.empty();
    }
    Map<TopicPartition, Long> ends = offsets(committed.keySet(), OffsetSpec.latest());
    return OptionalLong.of(
        committed.entrySet().stream()
            .mapToLong(entry -> Math.max(0, ends.get(entry.getKey()) - entry.getValue()))
            .sum());
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    return answer(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private Set<TopicPartition> partitionsOf(String topic) {
    return topics().getOrDefault(topic, List.of()).stream()
        .map(partition -> new TopicPartition(topic, partition.number()))
        .collect(Collectors.toSet());
  }

  @Override
  public long records(String topic) {
    Set<TopicPartition> partitions = partitionsOf(topic);
    return sum(offsets(partitions, OffsetSpec.latest()))
        - sum(offsets(partitions, OffsetSpec.earliest()));
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(offset -> offset).sum();
  }

  @Override
  public Map<Integer, Long> arrived(String topic, Duration within) {
    Set<TopicPartition> partitions = partitionsOf(topic);
    long from = System.currentTimeMillis() - within.toMillis();
    Map<TopicPartition, Long> before = offsets(partitions, OffsetSpec.forTimestamp(from));
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    return partitions.stream()
        .collect(
            Collectors.toMap(
                TopicPartition::partition,
                // no offset of that time or later: nothing came
                partition ->
                    before.get(partition) < 0 ? 0 : ends.get(partition) - before.get(partition)));
  }

  @Override
  public Set<Integer> moving(String topic) {
    return answer(admin.listPartitionReassignments().reassignments()).keySet().stream()
        .filter(partition -> partition.topic().equals(topic))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  @Override
  public long bytes(String topic, int broker) {
    return folders(broker)
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private Stream<LogDirDescription> folders(int broker) {
    return answer(admin.describeLogDirs(List.of(broker)).descriptions().get(broker))
        .values()
        .stream();
  }

  @Override
  public Map<String, String> settings(ConfigResource resource) {
    return answer(admin.describeConfigs(List.of(resource)).values().get(resource))
        .entries()
        .stream()
        .filter(entry -> SET_HERE.contains(entry.source()) && entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  @Override
  public OptionalDouble fullness(int broker) {
    return folders(broker)
        .filter(folder -> folder.totalBytes().orElse(0) > 0 && folder.usableBytes().isPresent())
        .min(Comparator.comparingLong(folder -> folder.totalBytes().getAsLong()))
        .map(
            folder ->
                OptionalDouble.of(
                    1
                        - (double) folder.usableBytes().getAsLong()
                            / folder.totalBytes().getAsLong()))
        .orElse(OptionalDouble.empty());
  }

  @Override
  public double cores(int broker) {
    return ProcessCpu.of(cluster.broker(broker)).coresOver(CPU_LOOK);
  }

  private Map<TopicPartition, Long> committed(String group, String topic) {
    var committed = new HashMap<TopicPartition, Long>();
    Map<TopicPartition, OffsetAndMetadata> all =
        answerOf(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .orElse(Map.of());
    all.forEach(
        (partition, offset) -> {
          // a partition without a commit is listed with nothing
          if (offset != null && partition.topic().equals(topic)) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  @Override
  public OptionalInt members(String group) {
    return answerOf(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
        .map(description -> OptionalInt.of(description.members().size()))
        .orElse(OptionalInt.empty());
  }

  @Override
  public Quorum quorum() {
    QuorumInfo info = answer(admin.describeMetadataQuorum().quorumInfo());
    // the active controller's own time: it counts itself as having fetched just now
    OptionalLong lastWord =
        info.voters().stream().flatMapToLong(voter -> voter.lastFetchTimestamp().stream()).max();
    return new Quorum(
        info.leaderId() < 0 ? OptionalInt.empty() : OptionalInt.of(info.leaderId()),
        info.voters().stream()
            .collect(Collectors.toMap(voter -> voter.replicaId(), voter -> ago(voter, lastWord))));
  }

  private static Optional<Duration> ago(QuorumInfo.ReplicaState voter, OptionalLong lastWord) {
    return voter.lastFetchTimestamp().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(lastWord.orElseThrow() - voter.lastFetchTimestamp().getAsLong()));
  }

  @Override
  public Duration handlersIdle(int broker) {
    return beans.handlersIdle(broker);
  }

  @Override
  public boolean refusesWrites(String topic) {
    return writes.isRefused(topic);
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unseen(e);
    } catch (ExecutionException e) {
      throw new Unseen(e.getCause());
    } catch (TimeoutException e) {
      throw new Unseen(e);
    }
  }

  /** Empty if there is no such group. */
  private static <T> Optional<T> answerOf(KafkaFuture<T> future) {
    try {
      return Optional.of(answer(future));
    } catch (Unseen e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    beans.close();
    writes.close();
    admin.close(Duration.ZERO);
  }
}
