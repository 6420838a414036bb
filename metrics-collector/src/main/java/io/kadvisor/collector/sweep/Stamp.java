package io.kadvisor.collector.sweep;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.SweepId;
import java.time.Instant;

/** What every record of a sweep carries. */
public record Stamp(ClusterId cluster, String alias, SweepId sweep) {
  Instant at() {
    return sweep.sweepAt();
  }

  long epoch() {
    return sweep.epoch();
  }
}
