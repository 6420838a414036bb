package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The windows of one subject that still grow: one compact value in a store. Immutable to whoever
 * sees it. What sweeps observe is counted when the windows are asked for, several sweeps at once:
 * counting each by itself copied all windows of all subjects in every sweep.
 */
public final class Accumulator implements WindowPart {
  private final ClusterId cluster;
  private final Subject subject;
  private final SweepId last;
  private final int turn;

  /** When the first of its windows ends, in milliseconds since the epoch. */
  private final long end;

  /** Replaced by its like when it is counted; any thread may do that, with the same outcome. */
  private Counting counting;

  /** Windows, and the sweeps that they lack. Final fields: whole in whichever thread finds it. */
  private record Counting(List<Bucket> buckets, Waiting waiting) {}

  /** An observation that no window has counted yet, and those before it. */
  private record Waiting(Observation observation, Waiting before, int sweeps) {}

  Accumulator(ClusterId cluster, Subject subject, SweepId last, List<Bucket> buckets) {
    this(
        cluster,
        subject,
        last,
        subject.tag().hashCode(),
        buckets.stream().mapToLong(Bucket::end).min().orElse(Long.MIN_VALUE),
        new Counting(List.copyOf(buckets), null));
  }

  private Accumulator(
      ClusterId cluster, Subject subject, SweepId last, int turn, long end, Counting counting) {
    this.cluster = cluster;
    this.subject = subject;
    this.last = last;
    this.turn = turn;
    this.end = end;
    this.counting = counting;
  }

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws IllegalArgumentException when the bytes are of another format
   */
  public static Accumulator fromBytes(byte[] bytes) {
    return AccumulatorFormat.read(bytes);
  }

  @Override
  public byte[] toBytes() {
    return AccumulatorFormat.write(this);
  }

  public ClusterId cluster() {
    return cluster;
  }

  public Subject subject() {
    return subject;
  }

  /** Which of so many turns is its subject's, from zero; the same in every process. */
  public int turn(int turns) {
    return Math.floorMod(turn, turns);
  }

  /** The last sweep that it counted. */
  public SweepId last() {
    return last;
  }

  /** The windows as they stand, not closed yet. */
  public List<Window> open() {
    return open(length -> true);
  }

  /** Those of some lengths. */
  public List<Window> open(Predicate<Duration> lengths) {
    List<Window> windows = new ArrayList<>();
    for (Bucket bucket : counting.buckets()) {
      if (lengths.test(bucket.length())) {
        windows.add(bucketOf(bucket.length()).orElseThrow().window(cluster, subject, false));
      }
    }
    return windows;
  }

  /** All of them, for good. */
  List<Window> closed() {
    return buckets().stream().map(bucket -> bucket.window(cluster, subject, true)).toList();
  }

  /**
   * With one observation more, which is inside all of its windows. It waits in memory, so not for
   * longer than a journal would keep it.
   */
  Accumulator plus(Observation observation) {
    Counting before = counting;
    if (before.waiting() != null && before.waiting().sweeps() == WindowJournal.SWEEPS) {
      before = counted();
    }
    int sweeps = before.waiting() == null ? 1 : before.waiting().sweeps() + 1;
    var waiting = new Waiting(observation, before.waiting(), sweeps);
    return new Accumulator(
        cluster, subject, observation.sweep(), turn, end, new Counting(before.buckets(), waiting));
  }

  /** True until the first of its windows ends. */
  boolean goesOn(Instant at) {
    return at.toEpochMilli() < end;
  }

  Optional<Bucket> bucketOf(Duration length) {
    for (Bucket bucket : buckets()) {
      if (bucket.length().equals(length)) {
        return Optional.of(bucket);
      }
    }
    return Optional.empty();
  }

  List<Bucket> buckets() {
    return counted().buckets();
  }

  private Counting counted() {
    Counting before = counting;
    if (before.waiting() == null) {
      return before;
    }
    List<Observation> observations = new ArrayList<>(before.waiting().sweeps());
    for (Waiting each = before.waiting(); each != null; each = each.before()) {
      observations.add(each.observation());
    }
    Collections.reverse(observations);
    var after =
        new Counting(
            before.buckets().stream().map(bucket -> bucket.plus(observations)).toList(), null);
    counting = after;
    return after;
  }
}
