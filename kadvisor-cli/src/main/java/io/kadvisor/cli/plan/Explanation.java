package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.Reason;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says of each moved replica, one a line, what it is moved for and how much that repairs. */
final class Explanation {
  private final Plan plan;
  private final ClusterModel model;

  private Explanation(Plan plan) {
    this.plan = plan;
    model = plan.model();
  }

  static void write(Plan plan, Path file) throws IOException {
    var explanation = new Explanation(plan);
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int replica = 0; replica < plan.model().replicaCount(); replica++) {
        if (plan.placement().isMoved(replica)) {
          lines.write(explanation.line(replica));
          lines.newLine();
        }
      }
    }
  }

  private String line(int replica) {
    int partition = model.partitionOf(replica);
    return String.format(
        Locale.ROOT,
        "%s-%d from %d to %d, %.1f MB: %s",
        model.topics().get(model.topicOf(partition)),
        model.numberOf(partition),
        id(model.brokerOf(replica)),
        id(plan.placement().brokerOf(replica)),
        model.disk(replica),
        why(plan.reason(replica)));
  }

  private String why(Reason reason) {
    int broker = id(reason.broker());
    return switch (reason.kind()) {
      case EVACUATED -> "broker " + broker + " must end without replicas";
      case RACK -> "two replicas of the partition shared a rack";
      case ROOM -> "makes room on broker " + broker + " for what it exchanges it for";
      case RELIEVED -> "broker " + broker + " had " + amounts(reason) + " too much";
      case FILLED -> "broker " + broker + " had " + amounts(reason) + " too little";
    };
  }

  private static String amounts(Reason reason) {
    return String.format(
        Locale.ROOT,
        "%.4g %s of %.4g %s",
        reason.repaired(),
        unit(reason.measure()),
        reason.wrong(),
        unit(reason.measure()));
  }

  private static String unit(Measure measure) {
    return switch (measure) {
      case CPU -> "% of CPU";
      case DISK -> "MB of disk";
      case NW_IN -> "KB/s in";
      case NW_OUT -> "KB/s out";
      case REPLICAS -> "replicas";
      case LEADERS -> "leaders";
      case LEADER_NW_IN -> "KB/s in of leaders";
      case POTENTIAL_NW_OUT -> "KB/s of potential out";
    };
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }
}
