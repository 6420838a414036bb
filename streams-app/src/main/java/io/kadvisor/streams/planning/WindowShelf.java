package io.kadvisor.streams.planning;

import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.LatestWindows;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.streams.WindowWatch;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The latest windows of each cluster that stream threads of this process see to. */
public final class WindowShelf implements WindowWatch {
  private final Map<ClusterId, LatestWindows> clusters = new ConcurrentHashMap<>();

  @Override
  public void rolled(ClusterId cluster, Instant sweepAt, Map<Subject, Accumulator> growing) {
    clusters.merge(
        cluster,
        LatestWindows.NONE.after(sweepAt, growing),
        (known, first) -> known.after(sweepAt, growing));
  }

  @Override
  public void left(ClusterId cluster) {
    clusters.remove(cluster);
  }

  /** Those of a cluster; none before its first sweep in this process. */
  LatestWindows of(ClusterId cluster) {
    LatestWindows windows = clusters.getOrDefault(cluster, LatestWindows.NONE);
    windows.settle();
    return windows;
  }
}
