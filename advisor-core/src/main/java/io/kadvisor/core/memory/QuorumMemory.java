package io.kadvisor.core.memory;

import io.kadvisor.model.sample.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of the controllers' quorum: who leads, and when that changed.
 *
 * @param changes oldest first; those of the window, at most 20, and the last one for ever, so that
 *     it is known who led before
 */
public record QuorumMemory(int leader, long epoch, List<Change> changes) {
  private static final int KEPT = 20;

  /** An election. */
  public record Change(Instant at, int from, int to) {}

  public QuorumMemory {
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  static QuorumMemory first(Quorum seen) {
    return new QuorumMemory(seen.leader(), seen.epoch(), List.of());
  }

  QuorumMemory after(Quorum seen, Instant at, Duration window) {
    List<Change> all = new ArrayList<>(changes);
    if (seen.leader() != leader || seen.epoch() != epoch) {
      all.add(new Change(at, leader, seen.leader()));
    }
    while (all.size() > 1 && (all.size() > KEPT || all.get(0).at().isBefore(at.minus(window)))) {
      all.remove(0);
    }
    return new QuorumMemory(seen.leader(), seen.epoch(), all);
  }

  /** Changes since then. */
  public List<Change> since(Instant from) {
    return changes.stream().filter(change -> !change.at().isBefore(from)).toList();
  }

  /** True when this voter was the leader before one of the changes that are remembered. */
  public boolean ledBefore(int voter) {
    return changes.stream().anyMatch(change -> change.from() == voter);
  }
}
