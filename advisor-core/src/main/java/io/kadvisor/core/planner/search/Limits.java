package io.kadvisor.core.planner.search;

import java.util.Set;

/**
 * What a search keeps to besides the cluster's own rules.
 *
 * @param megabytes at most so much is copied
 * @param moves at most so many replicas are moved
 * @param fixedTopics places of topics that are left as they are
 * @param closedBrokers places of brokers that take nothing new
 */
public record Limits(
    double megabytes, int moves, Set<Integer> fixedTopics, Set<Integer> closedBrokers) {
  public static final Limits NONE =
      new Limits(Double.MAX_VALUE, Integer.MAX_VALUE, Set.of(), Set.of());

  public Limits {
    fixedTopics = Set.copyOf(fixedTopics);
    closedBrokers = Set.copyOf(closedBrokers);
  }
}
