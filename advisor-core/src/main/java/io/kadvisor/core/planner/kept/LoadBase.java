package io.kadvisor.core.planner.kept;

import static io.kadvisor.core.window.WindowRoller.MINUTE;
import static io.kadvisor.core.window.WindowRoller.TEN_MINUTES;

import io.kadvisor.core.plan.PartitionTraffic;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.LatestWindows;
import io.kadvisor.core.window.WindowMeans;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanLoad.Source;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a plan takes traffic and CPU from: means over minutes, since a plan is carried out over
 * hours and one sweep may be a spike.
 *
 * @param windows absent where it is the last sweep
 * @param why in a sentence
 */
public record LoadBase(Optional<WindowMeans> windows, String why) {
  /** Own choice: fewer sweeps are a moment. */
  static final int ENOUGH = 5;

  /** Rules whose trouble is the traffic itself, which windows from before it know nothing of. */
  private static final Set<String> OF_TRAFFIC =
      Set.of("bytes-in-skew", "bytes-out-skew", "capacity");

  public LoadBase {
    Objects.requireNonNull(windows, "windows");
    Objects.requireNonNull(why, "why");
  }

  /** The last sweep, for want of windows. */
  public static LoadBase lastSweep(String why) {
    return new LoadBase(Optional.empty(), why);
  }

  /**
   * The longest windows that know the load which the advisory is about.
   *
   * @return absent while a plan that levels traffic has to wait for windows
   */
  public static Optional<LoadBase> of(
      PlanWish wish, Optional<Instant> since, Sweep sweep, LatestWindows windows) {
    Optional<WindowMeans> closed =
        windows.closed(TEN_MINUTES).stream().limit(1).filter(fresh(sweep, TEN_MINUTES)).findFirst();
    if (closed.filter(knows(since)).isPresent()) {
      return base(closed, "These are the last ten minutes that are complete.");
    }
    String open =
        closed.isPresent()
            ? "The trouble began after most of the last complete ten minutes."
            : "No ten minutes are complete yet.";
    Optional<WindowMeans> growing =
        windows.open(TEN_MINUTES).filter(means -> means.sweeps() >= ENOUGH);
    if (growing.filter(knows(since)).isPresent()) {
      return base(growing, open);
    }
    Optional<WindowMeans> minute =
        windows.closed(MINUTE).stream()
            .limit(1)
            .filter(fresh(sweep, MINUTE))
            .filter(means -> means.sweeps() >= ENOUGH)
            .filter(knows(since))
            .findFirst();
    if (minute.isPresent()) {
      return base(minute, "The trouble began too short a time ago for ten minutes to show it.");
    }
    return wish.levels()
        ? Optional.empty()
        : Optional.of(
            lastSweep("There are no windows of enough sweeps yet, and the plan levels nothing."));
  }

  private static Optional<LoadBase> base(Optional<WindowMeans> windows, String why) {
    return Optional.of(new LoadBase(windows, why));
  }

  /** Not from before a long gap. */
  static Predicate<WindowMeans> fresh(Sweep sweep, Duration length) {
    return means -> means.end().plus(length).isAfter(sweep.at());
  }

  /** Half of it at least. */
  private static Predicate<WindowMeans> knows(Optional<Instant> since) {
    return means -> {
      Instant middle =
          means.start().plus(Duration.between(means.start(), means.end()).dividedBy(2));
      return since.isEmpty() || !since.get().isAfter(middle);
    };
  }

  /** Since when there is another load; absent where the trouble is not one of traffic. */
  public static Optional<Instant> troubledSince(
      Advisory advisory, Map<FindingId, Finding> findings) {
    return advisory.findings().stream()
        .limit(1)
        .filter(root -> OF_TRAFFIC.contains(root.rule()))
        .flatMap(root -> Optional.ofNullable(findings.get(root)).stream())
        .map(Finding::since)
        .findFirst();
  }

  /** As it stands with the plan. */
  PlanLoad told(PlanWish wish, Sweep sweep) {
    Predicate<TopicName> meant = wish.meansOf(sweep);
    return windows
        .map(
            means ->
                new PlanLoad(
                    means.closed() ? Source.CLOSED_WINDOWS : Source.OPEN_WINDOWS,
                    means.start(),
                    means.end(),
                    means.sweeps(),
                    rounded(means.written(meant)),
                    means.peaksKnown(),
                    why))
        .orElseGet(() -> ofSweep(wish, sweep));
  }

  private PlanLoad ofSweep(PlanWish wish, Sweep sweep) {
    double written = 0;
    Instant start = sweep.at();
    for (TopicSample topic : sweep.topics().values()) {
      for (int partition = 0;
          wish.means(topic) && partition < topic.partitionCount();
          partition++) {
        written += PartitionTraffic.recordsPerSecond(topic, partition).orElse(0);
      }
      start = topic.previousAt().filter(start::isAfter).orElse(start);
    }
    return new PlanLoad(Source.LAST_SWEEP, start, sweep.at(), 1, rounded(written), false, why);
  }

  private static double rounded(double rate) {
    return Math.round(rate * 1000) / 1000.0;
  }
}
