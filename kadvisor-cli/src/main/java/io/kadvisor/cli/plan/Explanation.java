package io.kadvisor.cli.plan;

import static io.kadvisor.cli.plan.Change.Kind.ADD;
import static io.kadvisor.cli.plan.Change.Kind.LEAD;
import static io.kadvisor.cli.plan.Change.Kind.MOVE;
import static io.kadvisor.cli.plan.Change.Kind.PLACE;
import static io.kadvisor.cli.plan.Change.Kind.PREFER;

import io.kadvisor.cli.plan.broker.Quantity;
import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.Reason;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says of each replica that is moved or added, of each new partition, and of each change of leader,
 * one a line, what it is for and how much that repairs.
 */
final class Explanation {
  private static final String JSON = ".jsonl";

  private final Plan plan;
  private final ClusterModel model;
  private final Placement placement;

  Explanation(Plan plan) {
    this.plan = plan;
    model = plan.model();
    placement = plan.placement();
  }

  /**
   * Writes them, one a line: as JSON where the file's name ends in {@code .jsonl}, as sentences
   * otherwise.
   */
  static void write(Plan plan, Path file) throws IOException {
    Explanation explanation = new Explanation(plan);
    Stream<String> lines =
        file.toString().endsWith(JSON)
            ? explanation.changes().map(new ChangeJson(plan.model())::line)
            : explanation.lines();
    try (BufferedWriter to = Files.newBufferedWriter(file)) {
      Iterator<String> all = lines.iterator();
      while (all.hasNext()) {
        to.write(all.next());
        to.newLine();
      }
    }
  }

  /** Partition by partition. */
  Stream<String> lines() {
    return changes().map(Change::sentence);
  }

  /** The same with their figures. */
  Stream<Change> changes() {
    return IntStream.range(0, model.partitionCount())
        .filter(plan::changes)
        .boxed()
        .flatMap(partition -> changesOf(partition).stream());
  }

  private List<Change> changesOf(int partition) {
    List<Change> changes = new ArrayList<>();
    if (model.isAddedPartition(partition)) {
      changes.add(placed(partition));
      return changes;
    }
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (placement.isMoved(each)) {
        changes.add(model.isAdded(each) ? added(partition, each) : moved(partition, each));
      }
    }
    if (placement.leaderOf(partition) != model.leaderOf(partition)) {
      changes.add(led(partition));
    } else if (changes.isEmpty()) {
      changes.add(preferred(partition));
    }
    return changes;
  }

  private Change placed(int partition) {
    List<Integer> brokers =
        IntStream.of(plan.order(partition)).mapToObj(each -> id(placement.brokerOf(each))).toList();
    Reason reason = plan.reason(placement.leaderOf(partition));
    String sentence =
        "%s is new, on %s: its leader %s"
            .formatted(
                name(partition),
                brokers.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                place(reason));
    return change(PLACE, partition, OptionalInt.empty(), brokers, 0, Optional.of(reason), sentence);
  }

  private Change added(int partition, int replica) {
    Reason reason = plan.reason(replica);
    int broker = id(placement.brokerOf(replica));
    double megabytes = model.megabytesToCopy(replica);
    String sentence =
        "%s gets a replica on %d, %s: its factor becomes %d, and the replica %s"
            .formatted(
                name(partition),
                broker,
                Words.megabytes(megabytes),
                model.replicationFactor(partition),
                place(reason));
    return change(
        ADD,
        partition,
        OptionalInt.empty(),
        List.of(broker),
        megabytes,
        Optional.of(reason),
        sentence);
  }

  private Change change(
      Change.Kind kind,
      int partition,
      OptionalInt from,
      List<Integer> to,
      double megabytes,
      Optional<Reason> reason,
      String sentence) {
    return new Change(
        kind,
        model.topics().get(model.topicOf(partition)),
        model.numberOf(partition),
        from,
        to,
        megabytes,
        reason,
        sentence);
  }

  private String place(Reason reason) {
    String broker = "broker " + id(reason.broker());
    return reason.repaired() > 0
        ? "fills " + broker + ", which had " + amounts(reason, false)
        : "is on " + broker + ", which had most room of those that its racks allow";
  }

  private Change moved(int partition, int replica) {
    Reason reason = plan.reason(replica);
    int from = id(model.brokerOf(replica));
    int to = id(placement.brokerOf(replica));
    double megabytes = model.megabytesToCopy(replica);
    String sentence =
        "%s from %d to %d, %s: %s"
            .formatted(name(partition), from, to, Words.megabytes(megabytes), why(reason));
    return change(
        MOVE,
        partition,
        OptionalInt.of(from),
        List.of(to),
        megabytes,
        Optional.of(reason),
        sentence);
  }

  private Change led(int partition) {
    Reason reason = plan.leaderReason(partition);
    int from = id(model.brokerOf(model.leaderOf(partition)));
    int to = id(placement.brokerOf(placement.leaderOf(partition)));
    String sentence =
        "%s led by %d in place of %d: %s".formatted(name(partition), to, from, whyLed(reason));
    return change(
        LEAD, partition, OptionalInt.of(from), List.of(to), 0, Optional.of(reason), sentence);
  }

  private Change preferred(int partition) {
    int leader = id(placement.brokerOf(placement.leaderOf(partition)));
    String sentence =
        "%s puts its leader %d first, which makes it the preferred one"
            .formatted(name(partition), leader);
    return change(
        PREFER, partition, OptionalInt.of(leader), List.of(leader), 0, Optional.empty(), sentence);
  }

  private String whyLed(Reason reason) {
    int broker = id(reason.broker());
    return switch (reason.kind()) {
      case ROOM -> "makes room on broker " + broker + " to lead others";
      case EVACUATED -> "broker " + broker + " may lead no more";
      case FACTOR, PARTITION, OFFLINE, LOST, PREFERRED, RACK, RELIEVED, FILLED -> why(reason);
    };
  }

  private String name(int partition) {
    return model.topics().get(model.topicOf(partition)) + "-" + model.numberOf(partition);
  }

  private String why(Reason reason) {
    int broker = id(reason.broker());
    return switch (reason.kind()) {
      case FACTOR, PARTITION -> place(reason);
      case OFFLINE -> "its volume on broker " + broker + " is out of service";
      case LOST -> "broker " + broker + " is lost with what it held";
      case PREFERRED -> "it is the preferred leader";
      case EVACUATED -> "broker " + broker + " must end without replicas";
      case RACK -> "two replicas of the partition shared a rack";
      case ROOM -> room(reason);
      case RELIEVED -> "broker " + broker + " had " + amounts(reason, true);
      case FILLED -> "broker " + broker + " had " + amounts(reason, false);
    };
  }

  private String room(Reason reason) {
    int broker = id(reason.broker());
    if (reason.partner() == Reason.NO_PARTNER) {
      return "others repair what was wrong with broker " + broker + " and the one that it comes to";
    }
    String exchange =
        "makes room on broker %d for %s%s"
            .formatted(
                broker,
                name(model.partitionOf(reason.partner())),
                model.isAdded(reason.partner())
                    ? ""
                    : " from " + id(model.brokerOf(reason.partner())));
    return reason.repaired() > 0
        ? exchange
            + ": %s of %s %s that come there"
                .formatted(
                    Quantity.of(reason.measure(), reason.repaired()),
                    Quantity.of(reason.measure(), reason.wrong()),
                    name(reason.measure()))
        : exchange;
  }

  /** How much of what was wrong it repairs; {@code tooMuch} as sizes have it, not counts. */
  private static String amounts(Reason reason, boolean tooMuch) {
    Measure measure = reason.measure();
    boolean isCount = measure == Measure.REPLICAS || measure == Measure.LEADERS;
    String tail =
        tooMuch ? (isCount ? "too many" : "too much") : (isCount ? "too few" : "too little");
    return "%s of %s %s %s"
        .formatted(
            Quantity.of(measure, reason.repaired()),
            Quantity.of(measure, reason.wrong()),
            name(measure),
            tail);
  }

  private static String name(Measure measure) {
    return switch (measure) {
      case CPU -> "of CPU";
      case DISK -> "of disk";
      case NW_IN -> "in";
      case NW_OUT -> "out";
      case REPLICAS -> "replicas";
      case LEADERS -> "leaders";
      case LEADER_NW_IN -> "in of leaders";
      case POTENTIAL_NW_OUT -> "of potential out";
    };
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }
}
