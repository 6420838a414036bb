package io.kadvisor.model.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of a sweep: everything that was seen of one subject, complete in itself; or a part of
 * that, where it is more than a record may hold.
 */
public sealed interface Sample permits BrokerSample, TopicSample, GroupSample, ClusterSample {
  /** The schema version that is written today. */
  int VERSION = 1;

  int v();

  ClusterId cluster();

  long epoch();

  Instant sweepAt();

  Subject subject();

  /** Which part of a sample it is; absent for a whole one. */
  default Optional<Part> part() {
    return Optional.empty();
  }

  default SweepId sweep() {
    return new SweepId(epoch(), sweepAt());
  }
}
