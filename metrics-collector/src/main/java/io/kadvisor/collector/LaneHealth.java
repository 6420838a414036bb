package io.kadvisor.collector;

import io.kadvisor.collector.CollectorHealth.Blindness;
import io.kadvisor.collector.CollectorHealth.Blindness.Side;
import io.kadvisor.collector.CollectorHealth.ClusterHealth;
import io.kadvisor.collector.CollectorHealth.Counters;
import io.kadvisor.collector.CollectorHealth.SweepHealth;
import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of one lane, told by its two threads and read by others. One failed sweep is not
 * blindness; two in a row are, and so is a time without marks longer than a broker's session while
 * a write is stuck: both are known within 15 s.
 */
final class LaneHealth {
  private static final int BLIND_AFTER_FAILURES = 2;

  /** A new leader for the partition that takes the marks is there after a session of 9 s. */
  private static final Duration BLIND_AFTER = Duration.ofSeconds(12);

  /** A write that is under way that long does not just wait for its turn. */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(4);

  private final String alias;
  private Optional<ClusterId> id = Optional.empty();
  private Optional<Long> epoch = Optional.empty();
  private Optional<SweepHealth> lastSweep = Optional.empty();
  private Optional<Instant> lastMark = Optional.empty();
  private List<SourceStatus> sources = List.of();
  private List<NotSeen> notSeen = List.of();
  private Optional<Instant> unreadableSince = Optional.empty();
  private Optional<Trouble> unreadable = Optional.empty();
  private int failures;
  private Optional<Instant> writingSince = Optional.empty();
  private Optional<Instant> unwritableSince = Optional.empty();
  private Optional<Trouble> unwritable = Optional.empty();
  private boolean standby;
  private long sweeps;
  private long failed;
  private long lost;
  private long marks;
  private long records;
  private long bytes;

  LaneHealth(String alias) {
    this.alias = alias;
  }

  synchronized void read(
      ClusterId cluster, SweepHealth sweep, List<SourceStatus> open, List<NotSeen> missing) {
    standby = false;
    id = Optional.of(cluster);
    lastSweep = Optional.of(sweep);
    sources = List.copyOf(open);
    notSeen = List.copyOf(missing);
    unreadableSince = Optional.empty();
    unreadable = Optional.empty();
    failures = 0;
    sweeps++;
  }

  /**
   * Another collector sweeps the cluster: nothing that is missing here is missing. True when that
   * was known before.
   */
  synchronized boolean standsBy(ClusterId cluster) {
    boolean before = standby;
    standby = true;
    id = Optional.of(cluster);
    epoch = Optional.empty();
    unreadableSince = Optional.empty();
    unreadable = Optional.empty();
    failures = 0;
    writingSince = Optional.empty();
    unwritableSince = Optional.empty();
    unwritable = Optional.empty();
    return before;
  }

  /** A sweep could not be read; returns since when none could, once that is blindness. */
  synchronized Optional<Instant> unreadable(Instant at, Trouble trouble) {
    unreadableSince = unreadableSince.or(() -> Optional.of(at));
    unreadable = Optional.of(trouble);
    failures++;
    failed++;
    return failures >= BLIND_AFTER_FAILURES ? unreadableSince : Optional.empty();
  }

  synchronized void writing(Instant now) {
    writingSince = Optional.of(now);
  }

  synchronized void unwritable(Trouble trouble, Instant now) {
    Instant since = writingSince.orElse(now);
    unwritableSince = unwritableSince.or(() -> Optional.of(since));
    unwritable = Optional.of(trouble);
    writingSince = Optional.empty();
  }

  synchronized void written(SweepId sweep, int count, long size) {
    epoch = Optional.of(sweep.epoch());
    lastMark = Optional.of(sweep.sweepAt());
    writingSince = Optional.empty();
    unwritableSince = Optional.empty();
    unwritable = Optional.empty();
    marks++;
    records += count;
    bytes += size;
  }

  synchronized void lost(int sweepsLost) {
    lost += sweepsLost;
  }

  synchronized ClusterHealth snapshot(Instant now) {
    return new ClusterHealth(
        alias,
        id,
        standby,
        epoch,
        lastSweep,
        lastMark,
        homeBlindness(now).or(this::watchedBlindness),
        sources,
        notSeen,
        new Counters(sweeps, failed, lost, marks, records, bytes));
  }

  private Optional<Blindness> homeBlindness(Instant now) {
    if (unwritable.isPresent()) {
      Trouble trouble = unwritable.get();
      return Optional.of(
          new Blindness(
              Side.HOME, unwritableSince.orElseThrow(), trouble.cause().tag(), trouble.sentence()));
    }
    return writingSince
        .filter(since -> since.plus(STUCK_AFTER).isBefore(now))
        .map(since -> lastMark.filter(mark -> mark.isBefore(since)).orElse(since))
        .filter(since -> since.plus(BLIND_AFTER).isBefore(now))
        .map(
            since ->
                new Blindness(
                    Side.HOME,
                    since,
                    Trouble.Cause.TIMEOUT.tag(),
                    "the home cluster has not acknowledged a sweep that was sent to it"));
  }

  private Optional<Blindness> watchedBlindness() {
    return failures < BLIND_AFTER_FAILURES
        ? Optional.empty()
        : unreadable.map(
            trouble ->
                new Blindness(
                    Side.WATCHED,
                    unreadableSince.orElseThrow(),
                    trouble.cause().tag(),
                    trouble.sentence()));
  }
}
