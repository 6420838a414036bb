package io.kadvisor.api.read;

import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Partitions of a set of topics counted by health and by broker.
 *
 * @param offline partitions without a leader
 * @param underMinIsr partitions with a leader, fewer in-sync replicas than the topic asks for
 * @param leaders and replicas by broker id
 */
public record Tally(
    int topics,
    int partitions,
    int offline,
    int underReplicated,
    int underMinIsr,
    Map<Integer, Integer> leaders,
    Map<Integer, Integer> replicas) {

  static Tally of(Collection<TopicSample> topics) {
    Counter counter = new Counter();
    topics.forEach(counter::add);
    return new Tally(
        topics.size(),
        counter.partitions,
        counter.offline,
        counter.underReplicated,
        counter.underMinIsr,
        Map.copyOf(counter.leaders),
        Map.copyOf(counter.replicas));
  }

  private static final class Counter {
    private final Map<Integer, Integer> leaders = new HashMap<>();
    private final Map<Integer, Integer> replicas = new HashMap<>();
    private int partitions;
    private int offline;
    private int underReplicated;
    private int underMinIsr;

    void add(TopicSample topic) {
      OptionalInt minimum = topic.minInsyncReplicas();
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        add(topic.leader().get(partition), topic.replicas().get(partition));
        int inSync = topic.isr().get(partition).size();
        underReplicated += inSync < topic.replicas().get(partition).size() ? 1 : 0;
        underMinIsr += minimum.isPresent() && inSync < minimum.getAsInt() ? 1 : 0;
      }
    }

    private void add(int leader, IntColumn assigned) {
      partitions++;
      if (leader < 0) {
        offline++;
      } else {
        leaders.merge(leader, 1, Integer::sum);
      }
      assigned.stream().forEach(broker -> replicas.merge(broker, 1, Integer::sum));
    }
  }
}
