package io.kadvisor.executor.wave;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * All that is to be done to a cluster, in order.
 *
 * @param waves one after the other
 * @param newPartitions made once all waves are done
 * @param brokers that the plan wants to be there
 * @param offline brokers whose replica of a partition the plan knows to be out of service, by
 *     partition
 */
public record Orders(
    List<WaveOrder> waves,
    List<NewPartitions> newPartitions,
    Set<Integer> brokers,
    Map<TopicPartition, Set<Integer>> offline) {
  public Orders {
    waves = List.copyOf(waves);
    newPartitions = List.copyOf(newPartitions);
    brokers = Set.copyOf(brokers);
    offline = Map.copyOf(offline);
  }

  /** True when there is nothing to do. */
  public boolean isEmpty() {
    return waves.isEmpty() && newPartitions.isEmpty();
  }

  /** What each partition's replicas are once all is done. */
  Map<TopicPartition, List<Integer>> result() {
    Map<TopicPartition, List<Integer>> result = new HashMap<>();
    for (WaveOrder wave : waves) {
      wave.moves().forEach(move -> result.put(move.partition(), move.to()));
    }
    for (NewPartitions topic : newPartitions) {
      for (int at = 0; at < topic.replicas().size(); at++) {
        result.put(
            new TopicPartition(topic.topic(), topic.before() + at), topic.replicas().get(at));
      }
    }
    return result;
  }
}
