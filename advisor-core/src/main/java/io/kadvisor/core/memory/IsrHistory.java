package io.kadvisor.core.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often replicas went out of the ISR and came back, as turns: what leaves step by step, or
 * comes back step by step, turns once. Nobody needs to know which partitions they were.
 *
 * @param out partitions out of sync at the last look
 * @param leaving true when the last change was one out of the ISR
 * @param turns oldest first, at most 20, none older than the rule looks back
 */
public record IsrHistory(int out, boolean leaving, List<Turn> turns) {
  private static final int KEPT = 20;
  public static final IsrHistory CALM = new IsrHistory(0, false, List.of());

  /** No one leader. */
  public static final int SEVERAL = -1;

  /**
   * A change of direction.
   *
   * @param leader whose partitions were concerned; {@link #SEVERAL} when more than one's
   */
  public record Turn(Instant at, int leader) {}

  public IsrHistory {
    turns = turns == null ? List.of() : List.copyOf(turns);
  }

  boolean isCalm() {
    return out == 0 && turns.isEmpty();
  }

  /** Those of the last while. */
  public List<Turn> since(Instant from) {
    return turns.stream().filter(turn -> !turn.at().isBefore(from)).toList();
  }

  /**
   * The history after a look at how many replicas are out.
   *
   * @param leader of the partitions that lack them now
   */
  IsrHistory seeing(int now, int leader, Instant at, Duration window) {
    boolean next = now == out ? leaving : now > out;
    IsrHistory turned = next == leaving ? this : turned(at, next ? leader : lastLeader());
    return new IsrHistory(now, next, turned.within(at, window));
  }

  /**
   * The history after counters told that ISRs shrank, expanded, or both: then more left first,
   * where they were leaving, and all came back. So nothing counts twice that goes step by step.
   */
  IsrHistory counting(boolean shrank, boolean expanded, int leader, Instant at, Duration window) {
    boolean stale = !turns.isEmpty() && !at.isAfter(turns.get(turns.size() - 1).at());
    if (stale || (!shrank && !expanded)) {
      return new IsrHistory(out, leaving, within(at, window));
    }
    IsrHistory next = this;
    if (shrank && expanded) {
      next = leaving ? turned(at, leader) : turned(at, leader).turned(at, leader);
    } else if (shrank != leaving) {
      next = turned(at, leader);
    }
    return new IsrHistory(out, shrank && !expanded, next.within(at, window));
  }

  private int lastLeader() {
    return turns.isEmpty() ? SEVERAL : turns.get(turns.size() - 1).leader();
  }

  private IsrHistory turned(Instant at, int leader) {
    List<Turn> more = new ArrayList<>(turns);
    more.add(new Turn(at, leader));
    return new IsrHistory(out, leaving, more);
  }

  private List<Turn> within(Instant at, Duration window) {
    List<Turn> kept = since(at.minus(window));
    return kept.size() <= KEPT ? kept : kept.subList(kept.size() - KEPT, kept.size());
  }
}
