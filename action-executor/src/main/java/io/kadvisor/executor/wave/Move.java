package io.kadvisor.executor.wave;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition's change, in ids of brokers.
 *
 * @param from its replicas as the plan starts from, the preferred leader first
 * @param to its replicas afterwards; the same where only the leader changes
 * @param leader who is to be elected at the end; absent when nobody is
 */
public record Move(
    TopicPartition partition, List<Integer> from, List<Integer> to, Optional<Integer> leader) {
  public Move {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** True when the list of replicas changes, be it in order alone. */
  public boolean reassigns() {
    return !from.equals(to);
  }

  /** Brokers that get a replica. */
  public Set<Integer> added() {
    return to.stream().filter(broker -> !from.contains(broker)).collect(Collectors.toSet());
  }
}
