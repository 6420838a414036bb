package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The windows of one subject that still grow: one compact value in a store. Immutable. */
public final class Accumulator implements WindowPart {
  private final ClusterId cluster;
  private final Subject subject;
  private final SweepId last;
  private final List<Bucket> buckets;

  Accumulator(ClusterId cluster, Subject subject, SweepId last, List<Bucket> buckets) {
    this.cluster = cluster;
    this.subject = subject;
    this.last = last;
    this.buckets = List.copyOf(buckets);
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
    return windows(lengths, false);
  }

  /** All of them, for good. */
  List<Window> closed() {
    return windows(length -> true, true);
  }

  private List<Window> windows(Predicate<Duration> lengths, boolean closed) {
    List<Window> windows = new ArrayList<>();
    for (Bucket bucket : buckets) {
      if (lengths.test(bucket.length())) {
        windows.add(bucket.window(cluster, subject, closed));
      }
    }
    return windows;
  }

  List<Bucket> buckets() {
    return buckets;
  }
}
