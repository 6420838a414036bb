package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one group: a thinned history of its sums, long enough for the longest time
 * that a lag rule reads. The newest sweep is not part of it until the spacing has passed: a rule
 * has its sample anyway, and a group costs one write a spacing, not one a sweep.
 *
 * @param points oldest first, spaced by at least a twentieth of that time
 * @param memberlessSince first sweep of the present run without members, or the last in it that saw
 *     a commit move on
 * @param committedSince when the sum of commits was last seen to have moved, to the spacing;
 *     without members, when any of them moved on
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GroupMemory(
    List<Point> points, Optional<Instant> memberlessSince, Optional<Instant> committedSince) {
  public static final GroupMemory NEW =
      new GroupMemory(List.of(), Optional.empty(), Optional.empty());

  /** Sums over all partitions of the group whose lag is known. */
  public record Point(Instant at, long lag, long committed, long end) {
    static Point of(Instant at, GroupLag lag) {
      return new Point(at, lag.lag(), lag.committed(), lag.end());
    }
  }

  public GroupMemory {
    points = points == null ? List.of() : List.copyOf(points);
    memberlessSince = memberlessSince == null ? Optional.empty() : memberlessSince;
    committedSince = committedSince == null ? Optional.empty() : committedSince;
  }

  /** Whether the last commit came from a consumer that is no member. */
  public boolean selfAssigned() {
    return memberlessSince.isPresent() && memberlessSince.equals(committedSince);
  }

  /** The points and the present one, oldest first. */
  public List<Point> upTo(Instant at, GroupLag present) {
    List<Point> all = new ArrayList<>(points);
    all.removeIf(point -> !point.at().isBefore(at));
    all.add(Point.of(at, present));
    return all;
  }
}
