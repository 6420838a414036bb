package io.kadvisor.core.window;

import io.kadvisor.model.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The windows of a cluster that were closed last, and those that grow, as a planner wants them. To
 * take note of a sweep costs nothing: means are made when they are asked for.
 */
public final class LatestWindows {
  /** Before the first sweep. */
  public static final LatestWindows NONE = new LatestWindows(Map.of(), Instant.EPOCH, Map.of());

  /** Closed ones that are kept of a length: two in a row are no spike. */
  private static final int KEPT = 2;

  private final Map<Subject, Accumulator> growing;
  private final Instant at;
  private final Map<Duration, List<Ended>> ended;

  private LatestWindows(
      Map<Subject, Accumulator> growing, Instant at, Map<Duration, List<Ended>> ended) {
    this.growing = growing;
    this.at = at;
    this.ended = ended;
  }

  /** Windows as they stood before a sweep that ended them; holds on to them until it is asked. */
  private static final class Ended {
    private final Duration length;
    private Map<Subject, Accumulator> last;
    private Optional<WindowMeans> means = Optional.empty();

    Ended(Map<Subject, Accumulator> last, Duration length) {
      this.last = last;
      this.length = length;
    }

    synchronized Optional<WindowMeans> means() {
      if (!last.isEmpty()) {
        means = WindowMeans.of(last.values(), length, true);
        last = Map.of();
      }
      return means;
    }
  }

  /**
   * With the windows as a sweep left them.
   *
   * @param next not to be changed any more
   */
  public LatestWindows after(Instant sweepAt, Map<Subject, Accumulator> next) {
    Map<Duration, List<Ended>> all = new HashMap<>(ended);
    for (Duration length : WindowRoller.LENGTHS) {
      boolean another = Bucket.startOf(sweepAt, length).isAfter(Bucket.startOf(at, length));
      if (another && !growing.isEmpty()) {
        all.merge(length, List.of(new Ended(growing, length)), LatestWindows::newestFirst);
      }
    }
    return new LatestWindows(Collections.unmodifiableMap(next), sweepAt, all);
  }

  private static List<Ended> newestFirst(List<Ended> before, List<Ended> last) {
    List<Ended> all = new ArrayList<>(last);
    all.addAll(before);
    return List.copyOf(all.subList(0, Math.min(KEPT, all.size())));
  }

  /** The last closed windows of a length, the newest first, two at most. */
  public List<WindowMeans> closed(Duration length) {
    return ended.getOrDefault(length, List.of()).stream()
        .flatMap(each -> each.means().stream())
        .toList();
  }

  /** Those that grow. */
  public Optional<WindowMeans> open(Duration length) {
    return WindowMeans.of(growing.values(), length, false);
  }

  /** Makes what was closed small; to be called now and then. */
  public void settle() {
    ended.values().forEach(all -> all.forEach(Ended::means));
  }
}
