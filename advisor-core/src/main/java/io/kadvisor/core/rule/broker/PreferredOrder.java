package io.kadvisor.core.rule.broker;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many partitions of user topics prefer each listed broker as their leader, and how that could
 * be evened out by changing the order of replicas alone.
 */
final class PreferredOrder {
  /** Makes {@code to} the first replica of a partition, in place of {@code from}. */
  record Change(TopicName topic, int partition, BrokerId from, BrokerId to) {}

  private record Place(TopicName topic, int partition, IntColumn replicas) {}

  private final NavigableMap<Integer, Integer> counts = new TreeMap<>();
  private final Map<Integer, List<Place>> places = new TreeMap<>();
  private boolean complete = true;

  private PreferredOrder() {}

  /**
   * Absent when a broker that holds replicas is not listed: an order is judged with everybody
   * there.
   */
  static Optional<PreferredOrder> of(Sweep sweep) {
    var order = new PreferredOrder();
    for (BrokerSample broker : sweep.brokers().values()) {
      if (broker.membership() == Membership.LISTED) {
        order.counts.put(broker.broker().value(), 0);
      }
    }
    sweep.topics().values().stream().filter(t -> !t.internal() && !t.self()).forEach(order::add);
    return order.complete && !order.counts.isEmpty() ? Optional.of(order) : Optional.empty();
  }

  private void add(TopicSample topic) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      IntColumn replicas = topic.replicas().get(partition);
      complete &= replicas.stream().allMatch(counts::containsKey);
      int preferred = replicas.get(0);
      counts.merge(preferred, 1, Integer::sum);
      places
          .computeIfAbsent(preferred, broker -> new ArrayList<>())
          .add(new Place(topic.topic(), partition, replicas));
    }
  }

  NavigableMap<Integer, Integer> counts() {
    return counts;
  }

  double mean() {
    return counts.values().stream().mapToInt(Integer::intValue).average().orElse(0);
  }

  int maximum() {
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The broker that most partitions prefer, the lowest id among equals. */
  BrokerId busiest() {
    int most = maximum();
    return counts.entrySet().stream()
        .filter(count -> count.getValue() == most)
        .map(count -> new BrokerId(count.getKey()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The fewest changes found, one after the other, after which no broker has more than a limit;
   * absent when none are.
   */
  Optional<List<Change>> lowerTo(int limit) {
    NavigableMap<Integer, Integer> left = new TreeMap<>(counts);
    List<Change> changes = new ArrayList<>();
    for (int broker : counts.keySet()) {
      List<Place> movable = new ArrayList<>(places.getOrDefault(broker, List.of()));
      while (left.get(broker) > limit) {
        Optional<Place> place = best(movable, left, limit);
        if (place.isEmpty()) {
          return Optional.empty();
        }
        movable.remove(place.get());
        changes.add(move(place.get(), left));
      }
    }
    return Optional.of(changes);
  }

  private static Optional<Place> best(
      List<Place> places, NavigableMap<Integer, Integer> counts, int limit) {
    return places.stream()
        .filter(place -> counts.get(least(place, counts)) < limit)
        .min(Comparator.comparing(place -> counts.get(least(place, counts))));
  }

  /**
   * The replica of a partition that leads least, its present preferred leader only if it is alone.
   */
  private static int least(Place place, NavigableMap<Integer, Integer> counts) {
    return IntStream.range(1, place.replicas().size())
        .map(place.replicas()::get)
        .boxed()
        .min(Comparator.comparing(counts::get))
        .orElse(place.replicas().get(0));
  }

  private static Change move(Place place, NavigableMap<Integer, Integer> counts) {
    int from = place.replicas().get(0);
    int to = least(place, counts);
    counts.merge(from, -1, Integer::sum);
    counts.merge(to, 1, Integer::sum);
    return new Change(place.topic(), place.partition(), new BrokerId(from), new BrokerId(to));
  }
}
