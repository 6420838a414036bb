package io.kadvisor.streams;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;

/** A record of a sweep as the assembler takes it, from whichever metrics topic. */
sealed interface SweepPart {
  ClusterId cluster();

  SweepId sweep();

  /** Puts the record where it belongs. */
  void addTo(PendingSweeps sweeps);

  /** The cluster's own sample and the mark share a topic. */
  static SweepPart of(ClusterRecord record) {
    return record instanceof SweepMark mark
        ? new Closing(mark)
        : new Sampled((ClusterSample) record);
  }

  /** One of the records that the mark counts. */
  record Sampled(Sample sample) implements SweepPart {
    @Override
    public ClusterId cluster() {
      return sample.cluster();
    }

    @Override
    public SweepId sweep() {
      return sample.sweep();
    }

    @Override
    public void addTo(PendingSweeps sweeps) {
      sweeps.add(sample);
    }
  }

  /** The mark. */
  record Closing(SweepMark mark) implements SweepPart {
    @Override
    public ClusterId cluster() {
      return mark.cluster();
    }

    @Override
    public SweepId sweep() {
      return mark.sweep();
    }

    @Override
    public void addTo(PendingSweeps sweeps) {
      sweeps.close(mark);
    }
  }
}
