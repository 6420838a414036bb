package io.kadvisor.executor.wave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves that run together.
 *
 * @param throttle bytes a second into each broker, and out of each; absent when nothing is copied
 */
public record WaveOrder(List<Move> moves, OptionalLong throttle) {
  public WaveOrder {
    moves = List.copyOf(moves);
  }

  List<Move> reassigned() {
    return moves.stream().filter(Move::reassigns).toList();
  }

  Set<TopicPartition> elected() {
    return moves.stream()
        .filter(move -> move.leader().isPresent())
        .map(Move::partition)
        .collect(Collectors.toSet());
  }

  /** Brokers that get replicas. */
  Set<Integer> targets() {
    return moves.stream()
        .flatMap(move -> move.added().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** True when all replicas are as planned. */
  boolean isDone(ClusterView view) {
    return moves.stream().allMatch(move -> view.isAt(move.partition(), move.to()));
  }

  /** The new replicas of each partition that reassigns. */
  Map<TopicPartition, List<Integer>> targetReplicas() {
    Map<TopicPartition, List<Integer>> replicas = new HashMap<>();
    reassigned().forEach(move -> replicas.put(move.partition(), move.to()));
    return replicas;
  }
}
