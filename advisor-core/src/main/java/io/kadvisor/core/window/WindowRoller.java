package io.kadvisor.core.window;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
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
    Instant at = observation.sweep().sweepAt();
    if (previous.isPresent() && previous.get().goesOn(at)) {
      return new Rolled(previous.get().plus(observation), List.of());
    }
    List<Bucket> begun = new ArrayList<>();
    List<Window> closed = new ArrayList<>();
    for (Duration length : lengths) {
      Optional<Bucket> bucket = previous.flatMap(known -> known.bucketOf(length));
      if (bucket.isPresent() && bucket.get().endsBy(at)) {
        closed.add(bucket.get().window(observation.cluster(), observation.subject(), true));
        bucket = Optional.empty();
      }
      begun.add(bucket.orElseGet(() -> Bucket.around(at, length)));
    }
    Subject subject = previous.map(Accumulator::subject).orElse(observation.subject());
    var next = new Accumulator(observation.cluster(), subject, observation.sweep(), begun);
    return new Rolled(next.plus(observation), closed);
  }

  /** The last windows of a subject that has gone; its accumulator is to be removed. */
  public List<Window> close(Accumulator gone) {
    return gone.closed();
  }
}
