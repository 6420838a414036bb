package io.kadvisor.core.window;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rolls the windows of each subject along its cluster's own sweep time. Windows are aligned to
 * multiples of their length since the epoch; the policy's factor does not touch them, since they
 * are measures and no patience.
 */
public final class WindowRoller {
  /** To see. */
  public static final Duration MINUTE = Duration.ofMinutes(1);

  /** To judge. */
  public static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  static final List<Duration> LENGTHS = List.of(MINUTE, TEN_MINUTES);

  private final List<Duration> lengths;

  /**
   * A roller of windows of these lengths.
   *
   * @param lengths of whole milliseconds, the short ones first
   */
  public WindowRoller(List<Duration> lengths) {
    if (lengths.isEmpty() || lengths.stream().anyMatch(length -> length.toMillis() < 1)) {
      throw new IllegalArgumentException(
          "window lengths are a millisecond or more, not " + lengths);
    }
    this.lengths = List.copyOf(lengths);
  }

  /** One minute to see, ten minutes to judge. */
  public static WindowRoller standard() {
    return new WindowRoller(LENGTHS);
  }

  /** What a sweep adds: an observation of each broker, topic and group in it. */
  public List<Observation> observe(Sweep sweep) {
    List<Observation> observations = new ArrayList<>();
    PlacementCounts counts = PlacementCounts.of(sweep.topics().values());
    sweep.brokers().values().forEach(broker -> observations.add(BrokerFigures.of(broker, counts)));
    sweep.topics().values().forEach(topic -> observations.add(TopicFigures.of(topic)));
    sweep.groups().values().forEach(group -> observations.add(GroupFigures.of(group)));
    return observations;
  }

  /** Counts one observation; one that is not newer than the last counted changes nothing. */
  public Rolled roll(Optional<Accumulator> previous, Observation observation) {
    if (previous.isPresent() && observation.sweep().compareTo(previous.get().last()) <= 0) {
      return new Rolled(previous.get(), List.of());
    }
    List<Bucket> grown = new ArrayList<>();
    List<Window> closed = new ArrayList<>();
    for (Duration length : lengths) {
      Optional<Bucket> bucket = previous.flatMap(p -> bucketOf(p, length));
      if (bucket.isPresent() && bucket.get().endsBy(observation.sweep().sweepAt())) {
        closed.add(bucket.get().window(observation.cluster(), observation.subject(), true));
        bucket = Optional.empty();
      }
      grown.add(
          bucket
              .orElseGet(() -> Bucket.around(observation.sweep().sweepAt(), length))
              .plus(observation));
    }
    return new Rolled(
        new Accumulator(observation.cluster(), observation.subject(), observation.sweep(), grown),
        closed);
  }

  /** The last windows of a subject that has gone; its accumulator is to be removed. */
  public List<Window> close(Accumulator gone) {
    return gone.closed();
  }

  private static Optional<Bucket> bucketOf(Accumulator accumulator, Duration length) {
    for (Bucket bucket : accumulator.buckets()) {
      if (bucket.length().equals(length)) {
        return Optional.of(bucket);
      }
    }
    return Optional.empty();
  }
}
