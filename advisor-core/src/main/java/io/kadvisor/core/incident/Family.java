package io.kadvisor.core.incident;

import java.util.List;

/**
 * Rules that see the same trouble of one subject at different depths; a subject has one incident of
 * each family.
 */
enum Family {
  /** What became of the replicas of a topic. */
  PARTITIONS,
  /** What became of the consumption of a group. */
  GROUPS,
  /** How a topic is configured; equal ones of many topics fold. */
  CONFIGURATION,
  BLINDNESS,
  SILENCE,
  SMALLNESS,
  /** What a broker that lives does too slowly, and what that does to replicas. */
  PERFORMANCE,
  /** What became of the controllers. */
  QUORUM,
  /** Each rule that is named nowhere here is a family of its own. */
  SINGLE;

  /** The rules by whose names grouping decides. */
  static final class Rules {
    static final String ADVISOR_BLIND = "advisor-blind";
    static final String BROKER_SILENT = "broker-silent";
    static final String SMALL_CLUSTER = "small-cluster";
    static final String GROUP_MEMBERLESS = "group-memberless";
    static final String CAPACITY = "capacity";
    static final String WEAK_TOPIC = "weak-topic";
    static final String QUORUM_VOTER_BEHIND = "quorum-voter-behind";
    static final String REASSIGNMENT_STUCK = "reassignment-stuck";

    /** A cause that keeps nothing else waiting until it is told. */
    static final String PROBE_UNANSWERED = "probe-unanswered";

    /** Causes of a silence of which the witnesses differ. */
    static final List<String> DISPUTED = List.of("disputed", PROBE_UNANSWERED);

    /** A cause, not a rule. */
    static final String REASSIGNMENT_RUNNING = "reassignment-running";

    static final String ISR_FLAPPING = "isr-flapping";
    static final String BROKER_SLOW = "broker-slow";
    static final String REQUEST_LATENCY = "request-latency";
    private static final List<String> PARTITIONS =
        List.of("offline-partition", "under-min-isr", "at-min-isr", "under-replicated");
    private static final List<String> GROUPS =
        List.of(GROUP_MEMBERLESS, "group-stopped", "lag-growing");
    private static final List<String> PERFORMANCE =
        List.of(ISR_FLAPPING, BROKER_SLOW, REQUEST_LATENCY, "broker-limits");
    private static final List<String> QUORUM = List.of(QUORUM_VOTER_BEHIND, "controller-unstable");

    private Rules() {}
  }

  /**
   * The family of a rule, or of an advisory's kind: a folded kind is named after its rule and its
   * cause.
   */
  static Family of(String rule) {
    if (Rules.PARTITIONS.contains(rule)) {
      return PARTITIONS;
    }
    if (Rules.GROUPS.contains(rule)) {
      return GROUPS;
    }
    if (Rules.PERFORMANCE.contains(rule) || Culprit.isKind(rule)) {
      return PERFORMANCE;
    }
    if (Rules.QUORUM.contains(rule)) {
      return QUORUM;
    }
    if (Zone.isKind(rule)) {
      return SILENCE;
    }
    return switch (rule) {
      case Rules.ADVISOR_BLIND -> BLINDNESS;
      case Rules.BROKER_SILENT -> SILENCE;
      case Rules.SMALL_CLUSTER -> SMALLNESS;
      default -> rule.startsWith(Rules.WEAK_TOPIC) ? CONFIGURATION : SINGLE;
    };
  }

  static boolean related(String rule, String other) {
    Family family = of(rule);
    return family == of(other) && (family != SINGLE || rule.equals(other));
  }

  /** From 0, the deepest; only for rules of this family. */
  int rank(String rule) {
    return deepestFirst().indexOf(rule);
  }

  List<String> deeperThan(String rule) {
    return deepestFirst().subList(0, Math.max(0, rank(rule)));
  }

  private List<String> deepestFirst() {
    return switch (this) {
      case PARTITIONS -> Rules.PARTITIONS;
      case GROUPS -> Rules.GROUPS;
      case PERFORMANCE -> Rules.PERFORMANCE;
      case QUORUM -> Rules.QUORUM;
      case CONFIGURATION, BLINDNESS, SILENCE, SMALLNESS, SINGLE -> List.of();
    };
  }
}
