package io.kadvisor.cli.plan;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says of each replica that is moved or added, of each new partition, and of each change of leader,
 * one a line, what it is for and how much that repairs.
 */
final class Explanation {
  private final Plan plan;
  private final ClusterModel model;
  private final Placement placement;

  Explanation(Plan plan) {
    this.plan = plan;
    model = plan.model();
    placement = plan.placement();
  }

  static void write(Plan plan, Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      Iterator<String> all = new Explanation(plan).lines().iterator();
      while (all.hasNext()) {
        lines.write(all.next());
        lines.newLine();
      }
    }
  }

  /** Partition by partition. */
  Stream<String> lines() {
    return IntStream.range(0, model.partitionCount())
        .filter(plan::changes)
        .boxed()
        .flatMap(partition -> linesOf(partition).stream());
  }

  private List<String> linesOf(int partition) {
    List<String> lines = new ArrayList<>();
    if (model.isAddedPartition(partition)) {
      lines.add(ofNewPartition(partition));
      return lines;
    }
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (placement.isMoved(each)) {
        lines.add(model.isAdded(each) ? ofAdded(partition, each) : ofMoved(partition, each));
      }
    }
    if (placement.leaderOf(partition) != model.leaderOf(partition)) {
      lines.add(ofLeader(partition));
    } else if (lines.isEmpty()) {
      lines.add(
          "%s puts its leader %d first, which makes it the preferred one"
              .formatted(name(partition), id(placement.brokerOf(placement.leaderOf(partition)))));
    }
    return lines;
  }

  private String ofNewPartition(int partition) {
    String brokers =
        IntStream.of(plan.order(partition))
            .mapToObj(each -> String.valueOf(id(placement.brokerOf(each))))
            .collect(Collectors.joining(", "));
    return "%s is new, on %s: its leader %s"
        .formatted(name(partition), brokers, place(plan.reason(placement.leaderOf(partition))));
  }

  private String ofAdded(int partition, int replica) {
    return "%s gets a replica on %d, %s: its factor becomes %d, and the replica %s"
        .formatted(
            name(partition),
            id(placement.brokerOf(replica)),
            Words.megabytes(model.megabytesToCopy(replica)),
            model.replicationFactor(partition),
            place(plan.reason(replica)));
  }

  private String place(Reason reason) {
    String broker = "broker " + id(reason.broker());
    return reason.repaired() > 0
        ? "fills " + broker + ", which had " + amounts(reason, false)
        : "is on " + broker + ", which had most room of those that its racks allow";
  }

  private String ofMoved(int partition, int replica) {
    return "%s from %d to %d, %s: %s"
        .formatted(
            name(partition),
            id(model.brokerOf(replica)),
            id(placement.brokerOf(replica)),
            Words.megabytes(model.megabytesToCopy(replica)),
            why(plan.reason(replica)));
  }

  private String ofLeader(int partition) {
    Reason reason = plan.leaderReason(partition);
    int broker = id(reason.broker());
    String why =
        switch (reason.kind()) {
          case ROOM -> "makes room on broker " + broker + " to lead others";
          case EVACUATED -> "broker " + broker + " may lead no more";
          case FACTOR, PARTITION, OFFLINE, LOST, PREFERRED, RACK, RELIEVED, FILLED -> why(reason);
        };
    return "%s led by %d in place of %d: %s"
        .formatted(
            name(partition),
            id(placement.brokerOf(placement.leaderOf(partition))),
            id(model.brokerOf(model.leaderOf(partition))),
            why);
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
