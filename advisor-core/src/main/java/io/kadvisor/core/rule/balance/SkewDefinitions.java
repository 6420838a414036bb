package io.kadvisor.core.rule.balance;

import io.kadvisor.core.plan.Resource;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the rules of skew are: one judgement, four resources. */
final class SkewDefinitions {
  static final String UNEVEN_PLACEMENT = "uneven-placement";
  static final String ABOVE_MEAN = "above-mean";
  static final String CALM_ABOVE_MEAN = "calm-above-mean";
  static final String IMPROVEMENT = "improvement";
  static final String WORTH = "worth";
  private static final double MIB = 1024 * 1024;

  private SkewDefinitions() {}

  static RuleDefinition of(Resource resource) {
    return new RuleDefinition(
        resource.rule(),
        title(resource),
        Category.BALANCE,
        "A broker "
            + sees(resource)
            + " than the mean of all, and an allowed move or change of leader would lower that.",
        facts(resource),
        helpful(resource),
        thresholds(resource),
        new Timing(
            "hold",
            Duration.ofMinutes(15),
            "how long the skew must last; it may come near to the mean meanwhile, not under the calm threshold",
            "own choice: bursts, topics that come and go and plans in steps pass by"),
        new Timing(
            "keep",
            Duration.ofMinutes(5),
            "how long the load must be even again",
            "own choice: loads swing more than placements"),
        List.of(),
        List.of(
            new Cause(
                UNEVEN_PLACEMENT, "replicas or leaders are placed unevenly, for what they carry")),
        resource == Resource.REPLICAS
            ? "replica-skew"
            : "none: it takes more load than a demo makes");
  }

  private static String title(Resource resource) {
    return switch (resource) {
      case REPLICAS -> "Skew of replicas";
      case DISK -> "Skew of disk";
      case BYTES_IN -> "Skew of bytes in";
      case BYTES_OUT -> "Skew of bytes out";
    };
  }

  private static String sees(Resource resource) {
    return switch (resource) {
      case REPLICAS -> "holds more replicas of user topics";
      case DISK -> "stores more bytes";
      case BYTES_IN -> "takes in more bytes, from clients and as a follower,";
      case BYTES_OUT -> "sends more bytes, to consumers and followers,";
    };
  }

  static String verb(Resource resource) {
    return switch (resource) {
      case REPLICAS -> "holds";
      case DISK -> "stores";
      case BYTES_IN -> "takes in";
      case BYTES_OUT -> "sends";
    };
  }

  private static Set<Fact> facts(Resource resource) {
    return switch (resource) {
      case REPLICAS -> Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS);
      case DISK -> Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS, Fact.LOG_DIRS);
      case BYTES_IN, BYTES_OUT ->
          Set.of(Fact.BROKER_MEMBERSHIP, Fact.TOPIC_PARTITIONS, Fact.OFFSETS);
    };
  }

  private static Set<Fact> helpful(Resource resource) {
    return switch (resource) {
      case REPLICAS -> Set.of(Fact.REASSIGNMENTS, Fact.LOG_DIRS);
      case DISK -> Set.of(Fact.REASSIGNMENTS);
      case BYTES_IN -> Set.of(Fact.BROKER_TRAFFIC, Fact.LOG_DIRS, Fact.REASSIGNMENTS);
      case BYTES_OUT ->
          Set.of(Fact.BROKER_TRAFFIC, Fact.LOG_DIRS, Fact.GROUP_OFFSETS, Fact.REASSIGNMENTS);
    };
  }

  private static List<Threshold> thresholds(Resource resource) {
    return List.of(
        new Threshold(
            ABOVE_MEAN,
            0.10,
            Unit.RATIO,
            "how far above the mean the fullest broker must be",
            "Cruise Control balances replicas, disk and network to 1.10 times the mean"),
        new Threshold(
            CALM_ABOVE_MEAN,
            0.05,
            Unit.RATIO,
            "how near to the mean it must come back",
            "own choice: half, so that the band between is calm"),
        new Threshold(
            IMPROVEMENT,
            0.05,
            Unit.RATIO,
            "share of the mean by which the maximum must fall: by one change of each broker above that, or by as many as"
                + " it takes where replicas are counted",
            "AutoMQ ignores improvements under 0.05"),
        new Threshold(
            WORTH,
            worth(resource),
            resource.unit(),
            "load below which nothing is told",
            source(resource)));
  }

  private static double worth(Resource resource) {
    return switch (resource) {
      case REPLICAS -> 10;
      case DISK -> 1024 * MIB;
      case BYTES_IN, BYTES_OUT -> MIB;
    };
  }

  private static String source(Resource resource) {
    return switch (resource) {
      case REPLICAS -> "own choice: few replicas cannot be spread evenly";
      case DISK -> "own choice: a copy of less is no relief for any disk";
      case BYTES_IN, BYTES_OUT -> "AutoMQ acts on network above 1 MiB/s";
    };
  }
}
