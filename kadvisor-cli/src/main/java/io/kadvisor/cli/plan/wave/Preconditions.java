package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.wave.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold before each wave, and what ends one. AWS asks for the first four on MSK (MSK
 * developer guide, 2026: no reassignment while partitions are under-replicated, above 70 % of CPU
 * or during maintenance); they are as wise elsewhere.
 */
final class Preconditions {
  static final List<String> STOP_WHEN =
      List.of(
          "a partition is under its min ISR",
          "a broker goes down, restarts or goes into maintenance",
          "a broker uses more than 70 % of its CPU for five minutes, or requests become slow",
          "a disk is fuller than its limit",
          "the wave takes more than twice its time");

  private static final List<String> ALWAYS =
      List.of(
          "no partition is under-replicated or under its min ISR",
          "nothing is being reassigned",
          "no broker uses more than 70 % of its CPU",
          "no broker is in maintenance, restarting or about to be",
          "no other tool moves replicas: Cruise Control, a balancer, a colleague");

  private Preconditions() {}

  static List<String> sentences(Platform platform) {
    List<String> all = new ArrayList<>(ALWAYS);
    if (platform.isMsk()) {
      all.add("MSK says that the cluster is ACTIVE");
    }
    if (platform == Platform.MSK_EXPRESS) {
      all.add("rebalancing by MSK itself is PAUSED: while it is ACTIVE, it refuses reassignments");
    }
    return all;
  }
}
