package io.kadvisor.core.advice;

import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast a group reads against how fast its topics grow, and what follows.
 *
 * @param in records a second; negative when not observed
 * @param out records a second; negative when not observed
 */
record ConsumerPace(
    double in, double out, long lag, int members, int partitions, Optional<Duration> retention) {
  /**
   * Headroom over what is needed (scaling exercise 4, decision matrix: variable load takes a fifth
   * more).
   */
  private static final double HEADROOM = 1.2;

  /**
   * By what the rule measured over its window: between two sweeps commits come at once or not at
   * all.
   */
  static ConsumerPace of(GroupView group, Finding finding) {
    return new ConsumerPace(
        measured(finding, "group.produced").orElse(group.recordsIn().orElse(-1)),
        measured(finding, "group.consumed").orElse(group.committed().orElse(-1)),
        group.lag(),
        group.members().size(),
        group.partitions(),
        group.retention());
  }

  private static Optional<Double> measured(Finding finding, String metric) {
    return finding.evidence().stream()
        .filter(one -> one.metric().equals(metric))
        .findFirst()
        .flatMap(Evidence::value);
  }

  boolean known() {
    return in >= 0 && out >= 0;
  }

  String described() {
    String behind = Phrase.count(lag, "record") + " wait";
    return known()
        ? behind
            + ", "
            + Math.round(in)
            + " records/s come in, "
            + Math.round(out)
            + " are committed"
        : behind + "; the rates were not observed";
  }

  /** The age of the oldest record that waits, by the present rate. */
  String late() {
    return in > 0 ? "about " + Phrase.duration(age()) : "a time that cannot be told";
  }

  private Duration age() {
    return Duration.ofSeconds(Math.round(lag / in));
  }

  String forecast() {
    if (!known() || in <= out) {
      return "While it reads slower than records come, the lag grows without end.";
    }
    long hour = lag + Math.round((in - out) * 3600);
    return "In an hour " + Phrase.count(hour, "record") + " wait." + loss().orElse("");
  }

  /**
   * Lateness grows by {@code 1 − out/in} a second; what is older than the retention is deleted
   * unread.
   */
  private Optional<String> loss() {
    return retention.map(
        kept -> {
          double left = kept.minus(age()).toMillis() / 1e3;
          Duration until = Duration.ofSeconds(Math.max(0, Math.round(left / (1 - out / in))));
          return " Retention ("
              + Phrase.duration(kept)
              + ") deletes records unread in about "
              + Phrase.duration(until)
              + ".";
        });
  }

  boolean roomForMembers() {
    return members > 0 && members < partitions;
  }

  /** Enough for the inflow with headroom, at least one more, at most one a partition. */
  int wantedMembers() {
    double needed = known() && out > 0 ? Math.ceil(members * in / out * HEADROOM) : members + 1;
    return (int) Math.min(partitions, Math.max(members + 1, needed));
  }

  /** False when even the wanted members only keep pace, or not that. */
  boolean catchesUp() {
    return !known() || catchUp().isPresent();
  }

  /** Until the lag is gone with the wanted members, if each works as now. */
  Optional<Duration> catchUp() {
    if (!known() || out <= 0 || members == 0) {
      return Optional.empty();
    }
    double then = out / members * wantedMembers();
    return then > in
        ? Optional.of(Duration.ofSeconds(Math.max(1, Math.round(lag / (then - in)))))
        : Optional.empty();
  }
}
