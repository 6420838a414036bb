package io.kadvisor.cli.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules a shipped scenario cannot do without: a tour judges its recording again with each of
 * these sets off, and the scenario must fail. What is in no set alone is needed by no scenario, and
 * what shows it instead is named.
 */
final class NeededRules {
  /** They see the same loss at different depths: one alone is never missed. */
  private static final String[] OF_REPLICAS = {
    "offline-partition", "under-min-isr", "at-min-isr", "under-replicated"
  };

  /** What gives the advisory comes first; then, for each evidence that it must bring, what does. */
  private static final Map<String, List<Set<String>>> BY_SCENARIO =
      Map.ofEntries(
          Map.entry("broker-loss", each("broker-silent")),
          Map.entry("broker-pause", each("broker-silent")),
          Map.entry("min-isr-loss", each("broker-silent", "under-min-isr")),
          Map.entry("offline-partition", each("broker-silent", "offline-partition")),
          Map.entry("slow-follower", together(OF_REPLICAS)),
          Map.entry("leader-saturated", together(OF_REPLICAS)),
          Map.entry("isr-flapping", each("isr-flapping")),
          Map.entry("controller-loss", each("quorum-voter-behind")),
          Map.entry("quorum-voter-behind", each("quorum-voter-behind")),
          Map.entry("home-loss", each("advisor-blind")),
          Map.entry("stopped-consumer", each("group-memberless")),
          Map.entry("stalled-consumer", each("group-stopped")),
          Map.entry("slow-consumer", each("lag-growing")),
          Map.entry("weak-topic", each("weak-topic")),
          Map.entry("stuck-reassignment", each("reassignment-stuck")),
          Map.entry("forgotten-throttle", each("throttle-left-behind")),
          Map.entry("leaders-off-preferred", each("leaders-off-preferred")),
          Map.entry("leader-skew", each("leader-skew")),
          Map.entry("replica-skew", each("replica-skew")),
          Map.entry("hot-partition", each("hot-partition")),
          Map.entry("add-broker", each("broker-empty")),
          Map.entry("remove-broker", each("broker-draining")),
          Map.entry("cpu-pressure", each("capacity")),
          Map.entry("disk-filling", each("capacity")),
          Map.entry("no-backup", each("backup-missing")));

  /** The tests of {@code advisor-core} that show the rules which no scenario needs. */
  private static final Map<String, String> SHOWN_BY =
      Map.of(
          "under-replicated",
          "rule.topic.ReplicaRulesTest#shouldNotKnowTheCauseWhenTheBrokerOfAMissingReplicaIsThere",
          "at-min-isr",
          "advice.LivingBrokersTest#shouldNotKnowTheCauseWhenOnlyOneLeaderMissesTheFollower",
          "controller-unstable",
          "advice.ControllersTest#shouldTellElectionsOneAfterAnother",
          "broker-slow",
          "advice.LivingBrokersTest#shouldTellASlowBrokerWithItsRequestsAsOneTrouble",
          "request-latency",
          "advice.LivingBrokersTest#shouldTellRequestsAloneWhenTheyWaitForFollowers",
          "broker-limits",
          "advice.LivingBrokersTest#shouldTellAFullRequestQueue",
          "disk-skew",
          "rule.balance.SkewRuleTest#shouldNameTheMoveWhenABrokerStoresMore",
          "bytes-in-skew",
          "rule.balance.SkewRuleTest#shouldTellTrafficThatStaysUneven",
          "bytes-out-skew",
          "rule.balance.SkewRuleTest#shouldTellTrafficThatStaysUneven",
          "small-cluster",
          "rule.cluster.SmallClusterRuleTest#shouldGiveOneNoticeWhenThereIsOneBroker");

  private NeededRules() {}

  private static List<Set<String>> each(String... rules) {
    return Arrays.stream(rules).map(Set::of).toList();
  }

  private static List<Set<String>> together(String... rules) {
    return List.of(Set.of(rules));
  }

  static Set<String> scenarios() {
    return BY_SCENARIO.keySet();
  }

  static Set<String> neededByNone() {
    return SHOWN_BY.keySet();
  }

  /**
   * The sets of rules of which each, when it is off, fails the scenario.
   *
   * @throws IllegalArgumentException if nothing is said of the scenario
   */
  static List<Set<String>> of(String scenario) {
    return Optional.ofNullable(BY_SCENARIO.get(scenario))
        .orElseThrow(
            () -> new IllegalArgumentException("no rules are named for scenario " + scenario));
  }

  /** Class and method below {@code io.kadvisor.core}, with {@code #} between them. */
  static String testOf(String rule) {
    return SHOWN_BY.get(rule);
  }
}
