package io.kadvisor.core.capacity;

import io.kadvisor.model.BrokerId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One volume, counted once however many brokers report it.
 *
 * @param name path or volume, for a person
 * @param brokers with a log directory on it
 * @param total bytes
 * @param used bytes, whoever uses them
 * @param own bytes of these brokers' replicas
 * @param declared true when the policy says how large it is
 */
public record Volume(
    String name,
    SortedSet<BrokerId> brokers,
    long total,
    long used,
    long own,
    boolean declared,
    Optional<FillTrend> trend) {
  public Volume {
    brokers = Collections.unmodifiableSortedSet(new TreeSet<>(brokers));
  }

  public double share() {
    return (double) used / total;
  }

  public long free() {
    return Math.max(0, total - used);
  }

  /** How much of what is used are replicas. */
  public double ownShare() {
    return used == 0 ? 1 : Math.min(1, (double) own / used);
  }

  /** More brokers than one fill it. */
  public boolean shared() {
    return brokers.size() > 1;
  }

  /** When it is full, if it fills. */
  public Optional<FillTrend.Full> full() {
    return trend.flatMap(t -> t.full(free()));
  }
}
