package io.kadvisor.core.plan;

import io.kadvisor.core.plan.EvenerPlan.Change;
import io.kadvisor.core.plan.EvenerPlan.Kind;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for the fewest allowed changes after which no broker carries more than a limit. Each broker
 * above it gives one replica or leadership away, or as many as it takes where replicas are counted;
 * to the emptiest broker that may take it, and of those the one that copies least. A change of
 * leader goes before a move where that alone does it. Deterministic; greedy, so that what it names
 * is always possible, and not always the best.
 */
public final class EvenerPlanner {
  /** One partition of which a broker could give something. */
  private record Row(TopicSample topic, int partition) {
    String name() {
      return topic.topic() + "-" + partition;
    }
  }

  private final Loads loads;
  private final AllowedMoves allowed;
  private final double limit;
  private final List<TopicSample> topics;
  private final SortedMap<BrokerId, Double> left;
  private final List<Change> changes = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  private EvenerPlanner(Loads loads, Sweep sweep, Set<BrokerId> able, double limit) {
    this.loads = loads;
    this.allowed = new AllowedMoves(sweep, able, loads.resource());
    this.limit = limit;
    this.topics = sweep.topics().values().stream().filter(Loads::owned).toList();
    this.left = new TreeMap<>(loads.byBroker());
  }

  /**
   * Absent when no allowed changes do it.
   *
   * @param able brokers that may take something
   */
  public static Optional<EvenerPlan> plan(
      Loads loads, Sweep sweep, Set<BrokerId> able, double limit) {
    return new EvenerPlanner(loads, sweep, able, limit).plan();
  }

  private Optional<EvenerPlan> plan() {
    for (BrokerId broker : loads.byBroker().keySet()) {
      if (left.get(broker) > limit && !relieve(broker)) {
        return Optional.empty();
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new EvenerPlan(changes, left, copies()));
  }

  private boolean relieve(BrokerId broker) {
    List<Row> rows = rowsOf(broker);
    while (left.get(broker) > limit) {
      Optional<Change> change = best(broker, rows);
      if (change.isEmpty()) {
        return false;
      }
      apply(change.get());
    }
    return true;
  }

  private List<Row> rowsOf(BrokerId broker) {
    List<Row> rows = new ArrayList<>();
    for (TopicSample topic : topics) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        if (loads.of(topic, partition, broker.value()) > 0
            && topic.replicas().get(partition).contains(broker.value())
            && allowed.touchable(topic, partition)) {
          rows.add(new Row(topic, partition));
        }
      }
    }
    return rows;
  }

  private Optional<Change> best(BrokerId from, List<Row> rows) {
    List<Row> enough =
        rows.stream().filter(row -> !used.contains(row.name()) && isEnough(row, from)).toList();
    Optional<Change> lead =
        loads.resource() == Resource.BYTES_OUT ? best(Kind.LEAD, from, enough) : Optional.empty();
    return lead.or(() -> best(Kind.MOVE, from, enough));
  }

  /** One change is to do it, unless replicas are counted. */
  private boolean isEnough(Row row, BrokerId from) {
    return loads.resource().counts() || left.get(from) - given(row, from) <= limit;
  }

  private double given(Row row, BrokerId broker) {
    return loads.of(row.topic(), row.partition(), broker.value());
  }

  private Optional<Change> best(Kind kind, BrokerId from, List<Row> rows) {
    List<BrokerId> emptiestFirst =
        left.entrySet().stream()
            .filter(load -> load.getValue() < limit && !load.getKey().equals(from))
            .sorted(
                Map.Entry.<BrokerId, Double>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .filter(allowed::able)
            .toList();
    for (BrokerId to : emptiestFirst) {
      Optional<Row> row =
          rows.stream()
              .filter(r -> left.get(to) + given(r, from) <= limit && isAllowed(kind, r, from, to))
              .min(
                  Comparator.comparingInt((Row r) -> isFirst(r, from) ? 1 : 0)
                      .thenComparingLong(EvenerPlanner::bytes)
                      .thenComparing(Row::name));
      if (row.isPresent()) {
        return row.map(r -> change(kind, r, from, to));
      }
    }
    return Optional.empty();
  }

  private boolean isAllowed(Kind kind, Row row, BrokerId from, BrokerId to) {
    return kind == Kind.LEAD
        ? isFirst(row, from) && allowed.lead(row.topic(), row.partition(), to)
        : allowed.move(row.topic(), row.partition(), from, to);
  }

  /** A replica that is not first moves without a change of leader. */
  private static boolean isFirst(Row row, BrokerId broker) {
    return row.topic().preferredLeader(row.partition()) == broker.value();
  }

  private static long bytes(Row row) {
    int leader = row.topic().leader().get(row.partition());
    return PartitionTraffic.bytesOn(row.topic(), row.partition(), leader).orElse(0);
  }

  private Change change(Kind kind, Row row, BrokerId from, BrokerId to) {
    List<Integer> before = row.topic().replicas().get(row.partition()).stream().boxed().toList();
    List<Integer> after = new ArrayList<>(before);
    if (kind == Kind.LEAD) {
      after.remove(Integer.valueOf(to.value()));
      after.add(0, to.value());
    } else {
      after.set(before.indexOf(from.value()), to.value());
    }
    return new Change(
        kind,
        new Assignment(row.topic().topic(), row.partition(), before),
        new Assignment(row.topic().topic(), row.partition(), after),
        from,
        to,
        given(row, from));
  }

  private void apply(Change change) {
    left.merge(change.from(), -change.load(), Double::sum);
    left.merge(change.to(), change.load(), Double::sum);
    used.add(change.before().topic() + "-" + change.before().partition());
    changes.add(change);
    if (change.kind() == Kind.MOVE) {
      allowed.took(change.to(), bytesOf(change).orElse(0));
    }
  }

  private OptionalLong bytesOf(Change change) {
    return topics.stream()
        .filter(topic -> topic.topic().equals(change.before().topic()))
        .findFirst()
        .map(
            topic ->
                PartitionTraffic.bytesOn(
                    topic,
                    change.before().partition(),
                    topic.leader().get(change.before().partition())))
        .orElse(OptionalLong.empty());
  }

  private CopyPlan copies() {
    SortedMap<BrokerId, DataSize> incoming = new TreeMap<>();
    boolean known = true;
    for (Change change : changes) {
      OptionalLong bytes = change.kind() == Kind.LEAD ? OptionalLong.of(0) : bytesOf(change);
      known &= bytes.isPresent();
      if (change.kind() == Kind.MOVE) {
        incoming.merge(change.to(), new DataSize(bytes.orElse(0)), DataSize::plus);
      }
    }
    return new CopyPlan(
        new ReassignmentPlan(
            new Reassignment(changes.stream().map(Change::target).toList()),
            new Reassignment(changes.stream().map(Change::before).toList())),
        known ? Optional.of(incoming) : Optional.empty());
  }
}
