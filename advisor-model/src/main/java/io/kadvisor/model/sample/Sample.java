package io.kadvisor.model.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Instant;

/** One record of a sweep: everything that was seen of one subject, complete in itself. */
public sealed interface Sample permits BrokerSample, TopicSample, GroupSample, ClusterSample {
  /** The schema version that is written today. */
  int VERSION = 1;

  int v();

  ClusterId cluster();

  long epoch();

  Instant sweepAt();

  Subject subject();

  default SweepId sweep() {
    return new SweepId(epoch(), sweepAt());
  }
}
