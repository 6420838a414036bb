package io.kadvisor.streams;

import io.kadvisor.core.window.Accumulator;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Instant;
import java.util.Map;

/** Is shown the windows that grow; called by stream threads, so it must not wait. */
public interface WindowWatch {
  /**
   * The windows of a cluster as a sweep left them.
   *
   * @param growing is not changed any more
   */
  void rolled(ClusterId cluster, Instant sweepAt, Map<Subject, Accumulator> growing);

  /** Another instance may see to the cluster now. */
  void left(ClusterId cluster);

  /** Nobody looks. */
  WindowWatch NONE =
      new WindowWatch() {
        @Override
        public void rolled(ClusterId cluster, Instant sweepAt, Map<Subject, Accumulator> growing) {}

        @Override
        public void left(ClusterId cluster) {}
      };
}
