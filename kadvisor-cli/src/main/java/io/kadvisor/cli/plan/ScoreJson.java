package io.kadvisor.cli.plan;

import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.score.BrokerFigures;
import io.kadvisor.core.planner.score.Moves;
import io.kadvisor.core.planner.score.Score;
import io.kadvisor.core.planner.score.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures under the names, and with the six digits, of the reference inputs' scorer; brokers
 * outside in bytes in of leaders, which it does not count, under its name for the others.
 */
final class ScoreJson {
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private ScoreJson() {}

  static Map<String, Object> of(Score score) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Measure measure : Measure.values()) {
      all.put(measure.key(), of(measure, score.of(measure)));
    }
    all.put(
        "topicReplicas",
        Map.of(
            "meanStdevPerTopic", rounded(score.topics().meanStdev()),
            "meanMaxMinusMin", rounded(score.topics().meanRange()),
            "maxMaxMinusMin", rounded(score.topics().largestRange())));
    all.put("violations", score.violations());
    return all;
  }

  private static Map<String, Object> of(Measure measure, BrokerFigures figures) {
    Spread spread = figures.spread();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("mean", rounded(spread.mean()));
    all.put("stdev", rounded(spread.stdev()));
    all.put("cv", rounded(spread.variation()));
    all.put("min", rounded(spread.min()));
    all.put("max", rounded(spread.max()));
    all.put("maxOverMean", rounded(spread.maxOverMean()));
    figures.outside().ifPresent(outside -> all.put("outOfBand10pct", outside));
    switch (measure) {
      case CPU, DISK, NW_IN, NW_OUT -> {
        all.put("clusterUtil", rounded(figures.clusterUtilisation()));
        all.put("overCapacityThreshold", figures.overCapacity());
      }
      case POTENTIAL_NW_OUT -> all.put("overCapacityThreshold", figures.overCapacity());
      case REPLICAS, LEADERS, LEADER_NW_IN -> {
        // The scorer looks at no capacity.
      }
    }
    return all;
  }

  static Map<String, Object> of(Moves moves) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("replicasMoved", moves.replicas());
    all.put("partitionsWithReplicaMove", moves.partitions());
    all.put("dataMovedMB", rounded(moves.megabytes()));
    all.put("leaderChanges", moves.leaderChanges());
    all.put("leaderOnlyPartitions", moves.leaderOnly());
    all.put("reorderOnlyPartitions", moves.reorderOnly());
    all.put("rfChanged", moves.raised());
    all.put("addedPartitions", moves.addedPartitions());
    all.put("maxInboundMBPerBroker", rounded(moves.mostInto()));
    all.put("maxOutboundMBPerLeaderBroker", rounded(moves.mostOutOf()));
    all.put("replicasMovedToOldBrokers", moves.toOldBrokers());
    return all;
  }

  static double rounded(double value) {
    return new BigDecimal(value).round(SIX_DIGITS).doubleValue();
  }
}
