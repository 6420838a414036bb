package io.kadvisor.core.planner.score;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Computes what {@code score.py} of the reference inputs computes, to the same six digits; a test
 * holds the two together. Beyond that it counts brokers outside in bytes in of leaders.
 */
public final class Scorer {
  /** So close to a limit is on it. */
  private static final double ROUNDING = 1e-9;

  private final Placement placement;
  private final double tolerance;
  private final ClusterModel model;
  private final int[] alive;

  private Scorer(Placement placement, double tolerance) {
    this.placement = placement;
    this.tolerance = tolerance;
    model = placement.model();
    alive = IntStream.range(0, model.brokerCount()).filter(model::takesReplicas).toArray();
  }

  /** With the tolerance of the cluster's own constraints, as the scorer has it. */
  public static Score score(Placement placement) {
    return score(placement, placement.model().constraints().tolerance());
  }

  /**
   * With another tolerance.
   *
   * @param tolerance how far from the mean a broker may be, as a part of the mean
   */
  public static Score score(Placement placement, double tolerance) {
    return new Scorer(placement, tolerance).score();
  }

  private Score score() {
    Map<Measure, BrokerFigures> brokers = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      brokers.put(measure, figures(measure));
    }
    return new Score(brokers, topics(), violations());
  }

  private BrokerFigures figures(Measure measure) {
    var values = new double[alive.length];
    for (int at = 0; at < alive.length; at++) {
      values[at] = placement.carried(alive[at], measure.column()) / capacity(alive[at], measure);
    }
    Spread spread = Spread.of(values);
    int over = over(values, measure);
    return switch (measure) {
      case REPLICAS, LEADERS ->
          new BrokerFigures(spread, outsideOfCounts(values, spread.mean()), 0, spread.mean());
      case POTENTIAL_NW_OUT -> new BrokerFigures(spread, OptionalInt.empty(), over, spread.mean());
      case CPU, DISK, NW_IN, NW_OUT, LEADER_NW_IN -> {
        double cluster = clusterUtilisation(measure);
        yield new BrokerFigures(spread, outsideOfParts(values, cluster), over, cluster);
      }
    };
  }

  private double capacity(int broker, Measure measure) {
    return measure.capacityOf(model.brokers().get(broker));
  }

  private double clusterUtilisation(Measure measure) {
    double carried = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      carried += placement.carried(broker, measure.column());
    }
    return carried / Arrays.stream(alive).mapToDouble(each -> capacity(each, measure)).sum();
  }

  private OptionalInt outsideOfParts(double[] values, double mean) {
    double low = mean * (1 - tolerance) * (1 - ROUNDING);
    double high = mean * (1 + tolerance) * (1 + ROUNDING);
    return OptionalInt.of(count(values, low, high));
  }

  private OptionalInt outsideOfCounts(double[] values, double mean) {
    double low = Math.floor(mean * (1 - tolerance));
    return OptionalInt.of(count(values, low, Math.ceil(mean * (1 + tolerance))));
  }

  private int over(double[] values, Measure measure) {
    return measure
        .resource()
        .map(resource -> count(values, 0, model.constraints().capacityThreshold().of(resource)))
        .orElse(0);
  }

  private static int count(double[] values, double low, double high) {
    return (int) Arrays.stream(values).filter(value -> value < low || value > high).count();
  }

  private Violations violations() {
    var racks = new Racks(model);
    int spread = 0;
    int duplicates = 0;
    int order = 0;
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      spread += racks.spread(placement, partition) < racks.wanted(partition) ? 1 : 0;
      duplicates += hasDuplicate(partition) ? 1 : 0;
      order += placement.firstInOrder(partition) == placement.leaderOf(partition) ? 0 : 1;
    }
    int dead = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      dead += model.takesReplicas(broker) ? 0 : placement.hostedCount(broker);
    }
    return new Violations(spread, duplicates, dead, order);
  }

  private boolean hasDuplicate(int partition) {
    int end = model.endReplica(partition);
    for (int each = model.firstReplica(partition); each < end; each++) {
      for (int other = each + 1; other < end; other++) {
        if (placement.brokerOf(each) == placement.brokerOf(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private TopicFigures topics() {
    int[][] partitions = partitionsByTopic();
    var counts = new double[model.brokerCount()];
    double stdev = 0;
    double range = 0;
    double largest = 0;
    int found = 0;
    for (int[] topic : partitions) {
      if (topic.length > 0) {
        Spread spread = spread(topic, counts);
        stdev += spread.stdev();
        range += spread.max() - spread.min();
        largest = Math.max(largest, spread.max() - spread.min());
        found++;
      }
    }
    return new TopicFigures(stdev / Math.max(1, found), range / Math.max(1, found), largest);
  }

  private int[][] partitionsByTopic() {
    var sizes = new int[model.topics().size()];
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      sizes[model.topicOf(partition)]++;
    }
    int[][] partitions = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      int topic = model.topicOf(partition);
      partitions[topic][--sizes[topic]] = partition;
    }
    return partitions;
  }

  private Spread spread(int[] partitions, double[] counts) {
    Arrays.fill(counts, 0);
    for (int partition : partitions) {
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        counts[placement.brokerOf(each)]++;
      }
    }
    return Spread.of(Arrays.stream(alive).mapToDouble(broker -> counts[broker]).toArray());
  }
}
