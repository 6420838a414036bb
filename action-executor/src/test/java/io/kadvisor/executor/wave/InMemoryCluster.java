package io.kadvisor.executor.wave;

import io.kadvisor.executor.wave.ClusterView.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * A cluster whose time goes on with each look at it: then every copy gets a part, as long as both
 * ends live.
 */
final class InMemoryCluster implements MovableCluster {
  private static final long SIZE = 1000;
  private static final int LOOKS_TO_COPY = 4;

  /** One partition with its replicas as they are. */
  private static final class Row {
    private List<Integer> replicas;
    private List<Integer> target = List.of();
    private final Map<Integer, Integer> copied = new TreeMap<>();
    private int leader;
    private int looksToCopy = LOOKS_TO_COPY;

    private Row(List<Integer> replicas) {
      this.replicas = replicas;
      leader = replicas.get(0);
      replicas.forEach(broker -> copied.put(broker, LOOKS_TO_COPY));
    }

    private boolean moves() {
      return !target.isEmpty();
    }

    private List<Integer> all() {
      List<Integer> all = new ArrayList<>(target);
      replicas.stream().filter(broker -> !target.contains(broker)).forEach(all::add);
      return moves() ? all : replicas;
    }
  }

  private final Set<Integer> brokers;
  private final Map<TopicPartition, Row> rows = new TreeMap<>(InMemoryCluster::compare);
  private final Map<String, Integer> minInSync = new HashMap<>();
  private final Set<Integer> slow = new HashSet<>();
  final Set<String> throttled = new TreeSet<>();
  final List<String> calls = new ArrayList<>();
  final Set<TopicPartition> refused = new HashSet<>();
  private final Map<TopicPartition, Partition> lately = new HashMap<>();
  private int silentLooks;

  InMemoryCluster(Integer... brokers) {
    this.brokers = new TreeSet<>(Set.of(brokers));
  }

  private static int compare(TopicPartition one, TopicPartition other) {
    return one.toString().compareTo(other.toString());
  }

  InMemoryCluster with(String topic, int partition, Integer... replicas) {
    rows.put(new TopicPartition(topic, partition), new Row(List.of(replicas)));
    return this;
  }

  InMemoryCluster minInSync(String topic, int least) {
    minInSync.put(topic, least);
    return this;
  }

  void kill(int broker) {
    brokers.remove(broker);
  }

  /** Nothing is copied to it any more. */
  void stall(int broker) {
    slow.add(broker);
  }

  /** So much is written to it that a copy takes so many looks. */
  void grow(TopicPartition partition, int looks) {
    rows.get(partition).looksToCopy = looks;
  }

  void fallBehind(TopicPartition partition, int broker) {
    rows.get(partition).copied.put(broker, 0);
  }

  void silent(int looks) {
    silentLooks = looks;
  }

  List<Integer> replicas(TopicPartition partition) {
    return rows.get(partition).all();
  }

  @Override
  public ClusterView view() {
    if (silentLooks > 0) {
      silentLooks--;
      throw new Unanswered("topics: no answer", null);
    }
    rows.values().forEach(this::goOn);
    Map<TopicPartition, Partition> seen = new HashMap<>();
    rows.forEach(
        (partition, row) ->
            seen.put(partition, new Partition(row.all(), inSync(row), row.leader, row.moves())));
    var view = new ClusterView(brokers, lately.isEmpty() ? seen : Map.copyOf(lately));
    lately.clear();
    return view;
  }

  private Set<Integer> inSync(Row row) {
    Set<Integer> inSync = new HashSet<>(row.all());
    inSync.removeIf(
        broker ->
            !brokers.contains(broker)
                || row.copied.getOrDefault(broker, 0)
                    < (row.replicas.contains(broker) ? LOOKS_TO_COPY : row.looksToCopy));
    return inSync;
  }

  private void goOn(Row row) {
    if (!brokers.contains(row.leader)) {
      row.leader = inSync(row).stream().min(Integer::compare).orElse(-1);
    }
    if (row.moves()) {
      row.target.stream()
          .filter(broker -> brokers.contains(broker) && !slow.contains(broker))
          .forEach(broker -> row.copied.merge(broker, 1, Integer::sum));
      if (inSync(row).containsAll(row.target)) {
        row.replicas = row.target;
        row.target = List.of();
        row.leader = row.replicas.contains(row.leader) ? row.leader : row.replicas.get(0);
        row.copied.keySet().retainAll(row.replicas);
      }
    }
  }

  @Override
  public Map<String, Integer> minInSync(Set<String> topics) {
    return minInSync;
  }

  @Override
  public Map<TopicPartition, Map<Integer, Long>> bytes(Set<Integer> asked) {
    Map<TopicPartition, Map<Integer, Long>> bytes = new HashMap<>();
    rows.forEach(
        (partition, row) ->
            row.copied.forEach(
                (broker, parts) -> {
                  if (asked.contains(broker)) {
                    long size = SIZE * Math.min(parts, row.looksToCopy) / LOOKS_TO_COPY;
                    bytes.computeIfAbsent(partition, each -> new HashMap<>()).put(broker, size);
                  }
                }));
    return bytes;
  }

  @Override
  public void throttle(Throttling throttling) {
    calls.add("throttle " + throttling.bytesPerSecond());
    if (!brokers.containsAll(throttling.brokers())) {
      throw new Unanswered("throttles: a broker is not there", null);
    }
    throttling.brokers().forEach(broker -> throttled.add("broker " + broker));
    throttling.topics().forEach(topic -> throttled.add("topic " + topic));
  }

  @Override
  public Map<String, String> unthrottle(Throttling throttling) {
    calls.add("unthrottle");
    Map<String, String> left = new TreeMap<>();
    throttling.topics().forEach(topic -> throttled.remove("topic " + topic));
    for (int broker : throttling.brokers()) {
      if (brokers.contains(broker)) {
        throttled.remove("broker " + broker);
      } else {
        left.put("broker " + broker, "no answer");
      }
    }
    return left;
  }

  @Override
  public Map<TopicPartition, String> reassign(Map<TopicPartition, List<Integer>> replicas) {
    Map<TopicPartition, String> failures = new HashMap<>();
    replicas.forEach(
        (partition, target) -> {
          calls.add("reassign " + partition + " to " + target);
          if (refused.contains(partition) || !brokersAre(target)) {
            failures.put(partition, "refused");
          } else {
            rows.get(partition).target = target;
            target.forEach(broker -> rows.get(partition).copied.putIfAbsent(broker, 0));
          }
        });
    return failures;
  }

  private boolean brokersAre(List<Integer> target) {
    return brokers.containsAll(target);
  }

  /** Brokers learn a little late what the controller has done. */
  @Override
  public Map<TopicPartition, String> cancel(Set<TopicPartition> partitions) {
    rows.forEach(
        (partition, row) ->
            lately.put(partition, new Partition(row.all(), inSync(row), row.leader, false)));
    for (TopicPartition partition : partitions) {
      Row row = rows.get(partition);
      if (row.moves()) {
        calls.add("cancel " + partition);
        List<Integer> back = new ArrayList<>(row.all());
        back.retainAll(row.replicas);
        row.replicas = back;
        row.target = List.of();
        row.copied.keySet().retainAll(back);
      }
    }
    return Map.of();
  }

  @Override
  public Map<TopicPartition, String> elect(Set<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Row row = rows.get(partition);
      row.leader = row.replicas.get(0);
    }
    return Map.of();
  }

  @Override
  public Map<String, String> create(List<NewPartitions> partitions) {
    for (NewPartitions topic : partitions) {
      calls.add("create partitions of " + topic.topic());
      for (int at = 0; at < topic.replicas().size(); at++) {
        rows.put(
            new TopicPartition(topic.topic(), topic.before() + at),
            new Row(topic.replicas().get(at)));
      }
    }
    return Map.of();
  }

  @Override
  public void close() {}
}
