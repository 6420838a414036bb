package io.kadvisor.model.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One subject over one aligned window of its cluster's own time.
 *
 * @param start inclusive, a multiple of {@code length} since the epoch
 * @param sweeps how many sweeps it holds; fewer than usual means a gap
 * @param closed false while the window still grows
 * @param figures by name ({@code bytes-in}, {@code lag}); a figure that was never observed is not
 *     in the map
 * @param partitions figures of single partitions, the busiest first, at most 50; empty for brokers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Window(
    int v,
    ClusterId cluster,
    Subject subject,
    Instant start,
    Duration length,
    int sweeps,
    boolean closed,
    Map<String, Figure> figures,
    List<PartitionFigures> partitions) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public Window {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(length, "length");
    figures = figures == null ? Map.of() : ByName.copyOf(figures);
    partitions = partitions == null ? List.of() : List.copyOf(partitions);
  }
}
