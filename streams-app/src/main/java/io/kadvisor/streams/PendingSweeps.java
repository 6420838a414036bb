package io.kadvisor.streams;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.streams.StreamCounters.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sweeps of one cluster that are not complete yet. They leave in order. Each topic holds the
 * sweeps in order, but the topics are read at different speeds; so a marked sweep lacks for good
 * what its topics have passed by: a record of a later sweep was read there. Where a topic brings
 * nothing any more, {@value SweepMark#HELD_BACK} later marks decide.
 */
final class PendingSweeps {
  /** Sweeps kept without a mark; more come only from a collector whose marks are lost. */
  private static final int UNMARKED = 8;

  private final NavigableMap<SweepId, PendingSweep> pending = new TreeMap<>();
  private final Map<Subject.Kind, SweepId> passed = new EnumMap<>(Subject.Kind.class);
  private final StreamCounters counters;
  private Optional<SweepId> last;

  PendingSweeps(Optional<SweepId> last, StreamCounters counters) {
    this.last = last;
    this.counters = counters;
  }

  void add(Sample sample) {
    passed.merge(sample.subject().kind(), sample.sweep(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    of(sample.sweep()).ifPresent(sweep -> sweep.add(sample));
  }

  void close(SweepMark mark) {
    of(mark.sweep()).ifPresent(sweep -> sweep.close(mark));
  }

  /** Sweeps that are complete, or that nothing can complete any more; oldest first, each once. */
  List<Sweep> ready() {
    List<Sweep> ready = new ArrayList<>();
    for (Optional<SweepId> next = firstMarked();
        next.isPresent() && decided(next.get());
        next = firstMarked()) {
      ready.add(pending.get(next.get()).sweep());
      leave(next.get());
    }
    dropOldestUnmarked();
    return ready;
  }

  private Optional<PendingSweep> of(SweepId id) {
    if (last.isPresent() && id.compareTo(last.get()) <= 0) {
      counters.add(Count.RECORDS_FENCED);
      return Optional.empty();
    }
    return Optional.of(pending.computeIfAbsent(id, any -> new PendingSweep()));
  }

  /** Asked after each record, so without a stream. */
  private Optional<SweepId> firstMarked() {
    for (Map.Entry<SweepId, PendingSweep> entry : pending.entrySet()) {
      if (entry.getValue().marked()) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  private boolean decided(SweepId id) {
    for (Subject.Kind kind : pending.get(id).missing()) {
      if (!passedBy(kind, id)) {
        return laterMarks(id) >= SweepMark.HELD_BACK;
      }
    }
    return true;
  }

  /** The cluster's sample stands before the mark in the mark's own topic. */
  private boolean passedBy(Subject.Kind kind, SweepId id) {
    return kind == Subject.Kind.CLUSTER
        || (passed.containsKey(kind) && passed.get(kind).compareTo(id) > 0);
  }

  private int laterMarks(SweepId id) {
    int marks = 0;
    for (PendingSweep later : pending.tailMap(id, false).values()) {
      marks += later.marked() ? 1 : 0;
    }
    return marks;
  }

  /** Marks are in order: what is older and has none will never have one. */
  private void leave(SweepId id) {
    counters.add(Count.SWEEPS_WITHOUT_MARK, pending.headMap(id, false).size());
    pending.headMap(id, true).clear();
    last = Optional.of(id);
  }

  private void dropOldestUnmarked() {
    while (pending.size() > UNMARKED && !pending.firstEntry().getValue().marked()) {
      pending.pollFirstEntry();
      counters.add(Count.SWEEPS_WITHOUT_MARK);
    }
  }
}
