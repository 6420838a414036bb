package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.IntColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Reassignments and throttles of the cluster in memory. */
final class InMemoryMoves {
  private final Map<TopicPartition, SeenMove> moves = new HashMap<>();
  private final Map<String, String> topicThrottles = new HashMap<>();
  private final Map<Integer, String> brokerThrottles = new HashMap<>();

  void begin(TopicPartition partition, IntColumn old, int from, int to) {
    int[] replicas =
        IntStream.concat(IntStream.of(to), old.stream().filter(id -> id != to)).toArray();
    moves.put(
        partition, new SeenMove(IntColumn.of(replicas), IntColumn.of(to), IntColumn.of(from)));
  }

  void end() {
    moves.clear();
  }

  void throttle(String topic, int broker, long rate) {
    if (rate == 0) {
      topicThrottles.remove(topic);
      brokerThrottles.remove(broker);
    } else {
      topicThrottles.put(topic, "*");
      brokerThrottles.put(broker, Long.toString(rate));
    }
  }

  Map<TopicPartition, SeenMove> all() {
    return Map.copyOf(moves);
  }

  IntColumn replicas(TopicPartition partition, IntColumn atRest) {
    SeenMove move = moves.get(partition);
    return move == null ? atRest : move.replicas();
  }

  boolean concern(String topic) {
    return moves.keySet().stream().anyMatch(partition -> partition.topic().equals(topic));
  }

  Set<Integer> adding() {
    return ids(SeenMove::adding);
  }

  Set<Integer> holders() {
    return ids(SeenMove::replicas);
  }

  private Set<Integer> ids(Function<SeenMove, IntColumn> which) {
    return List.copyOf(moves.values()).stream()
        .flatMapToInt(move -> which.apply(move).stream())
        .boxed()
        .collect(Collectors.toSet());
  }

  Map<String, String> topicConfig(String topic, Map<String, String> atRest) {
    return with("leader.replication.throttled.replicas", topicThrottles.get(topic), atRest);
  }

  Map<String, String> brokerConfig(int broker, Map<String, String> atRest) {
    return with("leader.replication.throttled.rate", brokerThrottles.get(broker), atRest);
  }

  private static Map<String, String> with(String key, String value, Map<String, String> atRest) {
    Map<String, String> config = new HashMap<>(atRest);
    if (value != null) {
      config.put(key, value);
    }
    return config;
  }
}
