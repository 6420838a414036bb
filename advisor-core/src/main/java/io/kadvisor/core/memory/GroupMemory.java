package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one group: a thinned history of its sums, long enough for the longest time that a lag rule reads.
 *
 * @param points oldest first, spaced by at least a twentieth of that time, the last one always the newest sweep's
 * @param memberlessSince first sweep of the present run without members
 * @param committedSince when the sum of commits last moved
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GroupMemory(
    List<Point> points, Optional<Instant> memberlessSince, Optional<Instant> committedSince) {
  public static final GroupMemory NEW = new GroupMemory(List.of(), Optional.empty(), Optional.empty());

  /** Sums over all partitions of the group whose lag is known. */
  public record Point(Instant at, long lag, long committed, long end) {}

  public GroupMemory {
    points = points == null ? List.of() : List.copyOf(points);
    memberlessSince = memberlessSince == null ? Optional.empty() : memberlessSince;
    committedSince = committedSince == null ? Optional.empty() : committedSince;
  }
}
