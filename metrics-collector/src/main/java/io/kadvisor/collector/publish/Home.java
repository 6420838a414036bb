package io.kadvisor.collector.publish;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.SweepId;
import java.util.List;
import java.util.Optional;

/** The home cluster as the collector uses it. Safe for several threads. */
public interface Home extends AutoCloseable {
  /**
   * Writes and returns when every record is acknowledged.
   *
   * @return bytes of the values and keys, before compression
   * @throws Unwritable when one was not, in which case any of them may be there all the same
   */
  long write(List<HomeRecord> records) throws InterruptedException;

  /**
   * The last sweep of a cluster whose mark is there.
   *
   * @throws Unwritable when the home cannot be asked
   */
  Optional<SweepId> lastSweep(ClusterId cluster) throws InterruptedException;

  /**
   * The home cluster's own id.
   *
   * @throws Unwritable when the home cannot be asked
   */
  ClusterId id() throws InterruptedException;

  @Override
  void close();
}
