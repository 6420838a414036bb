package io.kadvisor.collector;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.publish.SweepRecords;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.Counts;
import io.kadvisor.model.sample.SweepMark.Gap;
import io.kadvisor.model.sample.SweepMark.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the marks of one lane, and in the first ones after a time without marks the gap. A gap is
 * told from the sweeps' own times: what was read during a short election and published late was
 * seen after all. Told by both threads of the lane.
 */
final class Marks {
  /**
   * So many marks tell the same gap: just after a gap readers restart, and all else that they lose
   * with the sweeps that they hold back is in the next sweep, too.
   */
  static final int TOLD = SweepMark.HELD_BACK + 1;

  private final String instance;
  private final Duration gapAfter;
  private Optional<Instant> last = Optional.empty();
  private Optional<Trouble> homeTrouble = Optional.empty();
  private Optional<Trouble> readTrouble = Optional.empty();
  private Optional<Gap> recent = Optional.empty();
  private int told;

  Marks(String instance, Duration gapAfter) {
    this.instance = instance;
    this.gapAfter = gapAfter;
  }

  /**
   * A lease begins. Another collector may have swept meanwhile: a gap is one since the last mark of
   * anybody. What was before this process is nothing that it can tell the cause of.
   */
  synchronized void begin(Optional<Instant> lastOfAnybody) {
    last = last.flatMap(own -> lastOfAnybody);
  }

  /** The home did not take a sweep, or is the cluster that cannot be read. */
  synchronized void unwritable(Trouble trouble) {
    homeTrouble = Optional.of(trouble);
  }

  /** The watched cluster could not be read. */
  synchronized void unreadable(Trouble trouble) {
    readTrouble = Optional.of(trouble);
  }

  synchronized SweepMark of(PendingSweep sweep, Optional<SweepRecords> records) {
    List<NotSeen> notSeen =
        new ArrayList<>(sweep.samples().map(Samples::notSeen).orElse(List.of()));
    records.map(SweepRecords::tooLarge).ifPresent(notSeen::addAll);
    return new SweepMark(
        Sample.VERSION,
        sweep.stamp().cluster(),
        sweep.stamp().alias(),
        sweep.stamp().sweep().epoch(),
        sweep.at(),
        sweep.finishedAt(),
        instance,
        records.map(SweepRecords::counts).orElse(new Counts(0, 0, 0, 0)),
        sweep.samples().map(Samples::renewed).orElse(Set.of()),
        sweep.trouble().map(trouble -> unreachable(sweep, trouble)),
        gap(sweep.at()),
        sweep.sources(),
        notSeen);
  }

  private static Unreachable unreachable(PendingSweep sweep, Trouble trouble) {
    return new Unreachable(
        sweep.since().orElse(sweep.at()), trouble.cause().tag(), trouble.sentence());
  }

  private Optional<Gap> gap(Instant at) {
    Optional<Gap> fresh =
        last.filter(before -> Duration.between(before, at).compareTo(gapAfter) >= 0)
            .map(before -> gap(before, at));
    if (fresh.isPresent()) {
      recent = fresh;
      told = 0;
    }
    return recent.filter(gap -> told < TOLD);
  }

  private Gap gap(Instant since, Instant until) {
    if (homeTrouble.isPresent()) {
      return new Gap(since, until, "home-unreachable", homeTrouble.get().sentence());
    }
    return readTrouble
        .map(trouble -> new Gap(since, until, "cluster-unreachable", trouble.sentence()))
        .orElseGet(
            () -> new Gap(since, until, "collector-silent", "the collector itself stood still"));
  }

  /** A mark is acknowledged: what was in the way is over. */
  synchronized void written(PendingSweep sweep) {
    last = Optional.of(sweep.at());
    told++;
    homeTrouble = Optional.empty();
    readTrouble = Optional.empty();
  }
}
