package io.kadvisor.collector;

import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.collector.sweep.Stamp;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sweep that waits to be published: one that was read, or one that says that nothing could be.
 *
 * @param samples absent when the cluster could not be read
 * @param trouble present when the cluster could not be read, {@code since}
 */
record PendingSweep(
    Stamp stamp,
    Instant finishedAt,
    Optional<Samples> samples,
    Optional<Trouble> trouble,
    Optional<Instant> since,
    List<SourceStatus> sources) {

  static PendingSweep read(
      Stamp stamp, Instant finishedAt, Samples samples, List<SourceStatus> sources) {
    return new PendingSweep(
        stamp, finishedAt, Optional.of(samples), Optional.empty(), Optional.empty(), sources);
  }

  static PendingSweep unreadable(
      Stamp stamp, Instant finishedAt, Trouble trouble, Instant since, List<SourceStatus> sources) {
    return new PendingSweep(
        stamp, finishedAt, Optional.empty(), Optional.of(trouble), Optional.of(since), sources);
  }

  Instant at() {
    return stamp.sweep().sweepAt();
  }
}
