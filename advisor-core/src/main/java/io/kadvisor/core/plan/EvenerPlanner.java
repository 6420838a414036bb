package io.kadvisor.core.plan;

import io.kadvisor.core.plan.EvenerPlan.Change;
import io.kadvisor.core.plan.EvenerPlan.Kind;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for few allowed changes after which no broker carries more than a limit. Each broker above
 * it gives one replica or leadership away, or as many as it takes where replicas are counted: those
 * that copy least first, each to the emptiest broker that may take it. A change of leader goes
 * before a move where that alone does it. Deterministic; greedy and in one pass, since it may be
 * asked in every sweep: what it names is always possible, and not always the best.
 */
public final class EvenerPlanner {
  /**
   * One partition of which a broker could give something.
   *
   * @param first true when the broker is its preferred leader, too: others move without an election
   */
  private record Row(TopicSample topic, int partition, OptionalLong bytes, boolean first) {
    private static final Comparator<Row> CHEAPEST_FIRST =
        Comparator.comparing(Row::first)
            .thenComparingLong(row -> row.bytes.orElse(0))
            .thenComparing(row -> row.topic.topic())
            .thenComparingInt(Row::partition);
  }

  /** A partition that is changed already. */
  private record Used(TopicName topic, int partition) {}

  private final Loads loads;
  private final AllowedMoves allowed;
  private final double limit;
  private final List<TopicSample> topics;
  private final int[] brokers;
  private final double[] left;
  private final List<Change> changes = new ArrayList<>();
  private final Set<Used> used = new HashSet<>();
  private final Incoming incoming = new Incoming();

  private EvenerPlanner(Loads loads, Sweep sweep, Set<BrokerId> able, double limit) {
    this.loads = loads;
    this.allowed = new AllowedMoves(sweep, able, loads.resource());
    this.limit = limit;
    this.topics = UserTopics.of(sweep);
    this.brokers = loads.byBroker().keySet().stream().mapToInt(BrokerId::value).toArray();
    this.left = new double[brokers.length == 0 ? 0 : brokers[brokers.length - 1] + 1];
    loads.byBroker().forEach((broker, load) -> left[broker.value()] = load);
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
    for (int broker : brokers) {
      if (left[broker] > limit && !relieve(broker)) {
        return Optional.empty();
      }
    }
    return changes.isEmpty() ? Optional.empty() : Optional.of(found());
  }

  private EvenerPlan found() {
    SortedMap<BrokerId, Double> after = new TreeMap<>();
    for (int broker : brokers) {
      after.put(new BrokerId(broker), left[broker]);
    }
    ReassignmentPlan plan =
        new ReassignmentPlan(
            new Reassignment(changes.stream().map(Change::target).toList()),
            new Reassignment(changes.stream().map(Change::before).toList()));
    return new EvenerPlan(changes, after, incoming.of(plan));
  }

  /** Targets only fill up meanwhile: a row that found none finds none later. */
  private boolean relieve(int broker) {
    List<Row> rows = rowsOf(broker);
    if (loads.resource() == Resource.BYTES_OUT) {
      pass(Kind.LEAD, broker, rows);
    }
    pass(Kind.MOVE, broker, rows);
    return left[broker] <= limit;
  }

  private void pass(Kind kind, int from, List<Row> rows) {
    for (Row row : rows) {
      if (left[from] <= limit) {
        return;
      }
      double load = loads.of(row.topic(), row.partition(), from);
      // one change is to do it, unless replicas are counted
      if (loads.resource().counts() || left[from] - load <= limit) {
        int to = emptiest(kind, row, from, load);
        if (to >= 0 && used.add(new Used(row.topic().topic(), row.partition()))) {
          apply(kind, row, from, to, load);
        }
      }
    }
  }

  private List<Row> rowsOf(int broker) {
    List<Row> rows = new ArrayList<>();
    for (TopicSample topic : topics) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        if (topic.replicas().get(partition).contains(broker)
            && loads.of(topic, partition, broker) > 0
            && allowed.touchable(topic, partition)) {
          int leader = topic.leader().get(partition);
          rows.add(
              new Row(
                  topic,
                  partition,
                  PartitionTraffic.bytesOn(topic, partition, leader),
                  topic.preferredLeader(partition) == broker));
        }
      }
    }
    rows.sort(Row.CHEAPEST_FIRST);
    return rows;
  }

  /** The emptiest broker that may take it; below zero when none may. */
  private int emptiest(Kind kind, Row row, int from, double load) {
    int best = -1;
    for (int to : brokers) {
      boolean better = best < 0 || left[to] < left[best];
      if (better && to != from && left[to] + load <= limit && isAllowed(kind, row, from, to)) {
        best = to;
      }
    }
    return best;
  }

  private boolean isAllowed(Kind kind, Row row, int from, int to) {
    return kind == Kind.LEAD
        ? row.first() && allowed.lead(row.topic(), row.partition(), to)
        : allowed.move(row.topic(), row.partition(), from, to, row.bytes().orElse(0));
  }

  private void apply(Kind kind, Row row, int from, int to, double load) {
    changes.add(change(kind, row, from, to, load));
    left[from] -= load;
    left[to] += load;
    if (kind == Kind.MOVE) {
      allowed.took(to, row.bytes().orElse(0));
      incoming.add(new BrokerId(to), row.bytes());
    }
  }

  private static Change change(Kind kind, Row row, int from, int to, double load) {
    List<Integer> before = row.topic().replicas().get(row.partition()).stream().boxed().toList();
    List<Integer> after = new ArrayList<>(before);
    if (kind == Kind.LEAD) {
      after.remove(Integer.valueOf(to));
      after.add(0, to);
    } else {
      after.set(before.indexOf(from), to);
    }
    return new Change(
        kind,
        new Assignment(row.topic().topic(), row.partition(), before),
        new Assignment(row.topic().topic(), row.partition(), after),
        new BrokerId(from),
        new BrokerId(to),
        load);
  }
}
