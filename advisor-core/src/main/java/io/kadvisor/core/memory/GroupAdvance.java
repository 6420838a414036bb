package io.kadvisor.core.memory;

import io.kadvisor.core.memory.GroupMemory.Point;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Moves the memory of one group on by one sweep. */
final class GroupAdvance {
  private static final int POINTS = 20;

  private final GroupMemory before;
  private final Instant at;
  private final Duration history;

  GroupAdvance(GroupMemory before, Instant at, Duration history) {
    this.before = before;
    this.at = at;
    this.history = history;
  }

  /**
   * Without members the history ends: what a deployment leaves behind is no trend of those who come
   * after it.
   */
  GroupMemory by(GroupSample seen) {
    Optional<Instant> memberless = memberless(seen);
    if (memberless.isEmpty()) {
      return worked(seen);
    }
    return readByOthers(seen)
        ? new GroupMemory(List.of(), Optional.of(at), Optional.of(at))
        : new GroupMemory(List.of(), memberless, before.committedSince());
  }

  /**
   * Commits that go on although nobody was a member in the sweep before, either; looked at once a
   * spacing.
   */
  private boolean readByOthers(GroupSample seen) {
    Optional<Instant> known = before.committedSince();
    return before.memberlessSince().isPresent()
        && known.map(last -> !at.isBefore(last.plus(spacing()))).orElse(true)
        && seen.commits().stream().anyMatch(GroupAdvance::advanced);
  }

  private static boolean advanced(Commits topic) {
    return IntStream.range(0, topic.partitions().size())
        .filter(row -> topic.committed().has(row) && topic.previousCommitted().has(row))
        .anyMatch(row -> topic.committed().get(row) > topic.previousCommitted().get(row));
  }

  private GroupMemory worked(GroupSample seen) {
    Optional<Point> point =
        isDue() ? GroupLag.of(seen).map(lag -> Point.of(at, lag)) : Optional.empty();
    return new GroupMemory(
        point.map(this::plus).orElse(before.points()),
        Optional.empty(),
        point.flatMap(this::moved).or(before::committedSince));
  }

  private boolean isDue() {
    return last().map(last -> !at.isBefore(last.at().plus(spacing()))).orElse(true);
  }

  private Duration spacing() {
    return history.dividedBy(POINTS);
  }

  private Optional<Point> last() {
    List<Point> points = before.points();
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }

  /** One point at or beyond the history's beginning stays, so that all of it is covered. */
  private List<Point> plus(Point point) {
    List<Point> points = new ArrayList<>(before.points());
    points.add(point);
    Instant beginning = at.minus(history);
    while (points.size() > 1 && !points.get(1).at().isAfter(beginning)) {
      points.remove(0);
    }
    return points;
  }

  private Optional<Instant> memberless(GroupSample seen) {
    if (seen.members().isEmpty()) {
      return before.memberlessSince();
    }
    boolean nobody = seen.members().get().isEmpty();
    return nobody ? Optional.of(before.memberlessSince().orElse(at)) : Optional.empty();
  }

  private Optional<Instant> moved(Point point) {
    return last().filter(last -> last.committed() != point.committed()).map(last -> at);
  }
}
