package io.kadvisor.collector.lease;

import io.kadvisor.model.ClusterId;
import java.time.Duration;

/** Which clusters this collector sweeps; the others stay warm for it. Safe for several threads. */
public interface Leases extends AutoCloseable {

  /** How it stands with one cluster. */
  enum Standing {
    /** This collector sweeps it, as far as it has been told. */
    HELD,
    /** Another collector sweeps it. */
    ELSEWHERE,
    /** The home cluster has not said yet. */
    UNDECIDED
  }

  /** How it stands now. */
  Standing of(ClusterId cluster);

  /** How it stands once that is decided, or after that time all the same. */
  Standing await(ClusterId cluster, Duration time) throws InterruptedException;

  /**
   * Another number each time that this collector is given the cluster: who held it in between has
   * opened a later epoch, though it may all have passed between two looks.
   */
  long turn(ClusterId cluster);

  /** Hands all leases back, so that another collector takes them at once. */
  @Override
  void close();
}
