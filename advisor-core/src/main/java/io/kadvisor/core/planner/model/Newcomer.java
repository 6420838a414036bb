package io.kadvisor.core.planner.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broker that is added without a word about its size. */
public final class Newcomer {
  private Newcomer() {}

  /**
   * New and empty, of the capacity that most brokers of its rack have, or where there are none,
   * most of all.
   *
   * @param staying brokers it stands beside, one at least
   */
  public static Broker of(int id, String rack, List<Broker> staying) {
    List<Broker> near = staying.stream().filter(each -> each.rack().equals(rack)).toList();
    return new Broker(id, rack, BrokerState.NEW, mostCommon(near.isEmpty() ? staying : near));
  }

  /** Of those that are as common, what comes first. */
  private static Amounts mostCommon(List<Broker> brokers) {
    Map<Amounts, Integer> counts = new LinkedHashMap<>();
    brokers.forEach(each -> counts.merge(each.capacity(), 1, Integer::sum));
    int most = Collections.max(counts.values());
    return counts.keySet().stream()
        .filter(each -> counts.get(each) == most)
        .findFirst()
        .orElseThrow();
  }
}
