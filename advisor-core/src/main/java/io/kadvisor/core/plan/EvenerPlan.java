package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The few changes that lower the load of the fullest brokers to a limit.
 *
 * @param after load by broker once they are done
 * @param copies the changes as assignments, with what is copied
 */
public record EvenerPlan(List<Change> changes, SortedMap<BrokerId, Double> after, CopyPlan copies) {

  /** What a change is. */
  public enum Kind {
    /** Another replica of the partition becomes the preferred leader; no data moves. */
    LEAD,
    /** A replica goes to another broker. */
    MOVE
  }

  /** One change of one partition. */
  public record Change(
      Kind kind, Assignment before, Assignment target, BrokerId from, BrokerId to, double load) {}

  public EvenerPlan {
    changes = List.copyOf(changes);
    after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
  }

  public double maximum() {
    return after.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** True when leaders alone change: then an election has to follow. */
  public boolean leadersOnly() {
    return changes.stream().allMatch(change -> change.kind() == Kind.LEAD);
  }
}
