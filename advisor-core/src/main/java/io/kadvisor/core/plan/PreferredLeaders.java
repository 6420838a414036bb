package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The search's own state: who is first choice for what, and who else could be. Lives for one plan.
 */
final class PreferredLeaders {

  /** One partition that may be reordered. */
  static final class Row implements Comparable<Row> {
    private final Assignment present;
    private final List<Integer> able;
    private int first;

    Row(Assignment present, List<Integer> able) {
      this.present = present;
      this.able = able;
      this.first = present.replicas().get(0);
    }

    boolean changed() {
      return first != present.replicas().get(0);
    }

    Assignment present() {
      return present;
    }

    /** The new first choice in front, the others in their order. */
    Assignment reordered() {
      List<Integer> order = new ArrayList<>();
      order.add(first);
      present.replicas().stream().filter(replica -> replica != first).forEach(order::add);
      return new Assignment(present.topic(), present.partition(), order);
    }

    @Override
    public int compareTo(Row other) {
      return present.compareTo(other.present);
    }
  }

  private final SortedMap<Integer, Integer> loads = new TreeMap<>();
  private final List<Row> rows = new ArrayList<>();

  /**
   * From the present first choice to each other able replica: the partitions that could go that
   * way.
   */
  private final Map<Integer, SortedMap<Integer, TreeSet<Row>>> ways = new HashMap<>();

  PreferredLeaders(Set<BrokerId> alive) {
    alive.forEach(broker -> loads.put(broker.value(), 0));
  }

  void count(TopicSample topic, int partition) {
    IntColumn replicas = topic.replicas().get(partition);
    if (replicas.isEmpty() || !loads.containsKey(replicas.get(0))) {
      return;
    }
    loads.merge(replicas.get(0), 1, Integer::sum);
    List<Integer> order = replicas.stream().boxed().toList();
    List<Integer> able = order.stream().filter(id -> ableToLead(topic, partition, id)).toList();
    Row row = new Row(new Assignment(topic.topic(), partition, order), able);
    rows.add(row);
    open(row);
  }

  /** Alive and in sync: another one would be preferred in vain. */
  private boolean ableToLead(TopicSample topic, int partition, int broker) {
    return loads.containsKey(broker) && topic.isr().get(partition).contains(broker);
  }

  SortedMap<BrokerId, Integer> loads() {
    SortedMap<BrokerId, Integer> byBroker = new TreeMap<>();
    loads.forEach((id, load) -> byBroker.put(new BrokerId(id), load));
    return byBroker;
  }

  List<Row> rows() {
    return rows;
  }

  /**
   * The shortest path from the fullest broker that has one to a broker with at least two leaders
   * fewer.
   */
  Optional<List<Integer>> evenerPath() {
    Comparator<Integer> fullest = Comparator.comparing((Integer id) -> -loads.get(id));
    return loads.keySet().stream()
        .sorted(fullest.thenComparing(Comparator.naturalOrder()))
        .map(this::pathFrom)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<Integer>> pathFrom(int source) {
    Map<Integer, Integer> cameFrom = new LinkedHashMap<>();
    cameFrom.put(source, source);
    List<Integer> level = List.of(source);
    while (!level.isEmpty()) {
      Optional<Integer> target = emptiest(level, loads.get(source) - 2);
      if (target.isPresent()) {
        return Optional.of(pathTo(target.get(), source, cameFrom));
      }
      level = nextLevel(level, cameFrom);
    }
    return Optional.empty();
  }

  private Optional<Integer> emptiest(List<Integer> brokers, int atMost) {
    return brokers.stream()
        .filter(id -> loads.get(id) <= atMost)
        .min(
            Comparator.comparing((Integer id) -> loads.get(id))
                .thenComparing(Comparator.naturalOrder()));
  }

  private List<Integer> nextLevel(List<Integer> level, Map<Integer, Integer> cameFrom) {
    List<Integer> next = new ArrayList<>();
    for (int from : level) {
      for (Map.Entry<Integer, TreeSet<Row>> way :
          ways.getOrDefault(from, Collections.emptySortedMap()).entrySet()) {
        if (!way.getValue().isEmpty() && cameFrom.putIfAbsent(way.getKey(), from) == null) {
          next.add(way.getKey());
        }
      }
    }
    return next;
  }

  private static List<Integer> pathTo(int target, int source, Map<Integer, Integer> cameFrom) {
    Deque<Integer> path = new ArrayDeque<>();
    for (int at = target; at != source; at = cameFrom.get(at)) {
      path.addFirst(at);
    }
    path.addFirst(source);
    return List.copyOf(path);
  }

  /** Moves one leader along each step of a path. */
  void push(List<Integer> path) {
    for (int step = 0; step + 1 < path.size(); step++) {
      int from = path.get(step);
      int to = path.get(step + 1);
      Row row = pick(ways.get(from).get(to), to);
      close(row);
      row.first = to;
      open(row);
      loads.merge(from, -1, Integer::sum);
      loads.merge(to, 1, Integer::sum);
    }
  }

  /** One that goes home costs a change less; else the first by name. */
  private static Row pick(NavigableSet<Row> movable, int to) {
    return movable.stream()
        .filter(row -> row.present.replicas().get(0) == to)
        .findFirst()
        .orElseGet(movable::first);
  }

  private void open(Row row) {
    row.able.stream()
        .filter(id -> id != row.first)
        .forEach(
            id ->
                ways.computeIfAbsent(row.first, f -> new TreeMap<>())
                    .computeIfAbsent(id, t -> new TreeSet<>())
                    .add(row));
  }

  private void close(Row row) {
    row.able.stream()
        .filter(id -> id != row.first)
        .forEach(id -> ways.get(row.first).get(id).remove(row));
  }
}
