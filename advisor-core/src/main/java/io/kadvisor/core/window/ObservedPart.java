package io.kadvisor.core.window;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.SweepId;
import java.util.List;

/**
 * Some observations of one sweep, as the journal keeps them.
 *
 * @param number of the sweep in the journal, one more than that of the sweep before
 * @param part of that sweep, from zero
 * @param conclusive whether a subject that is in no part of the sweep has gone
 */
public record ObservedPart(
    ClusterId cluster,
    long number,
    int part,
    SweepId sweep,
    boolean conclusive,
    List<Observation> observations)
    implements WindowPart {
  public ObservedPart {
    observations = List.copyOf(observations);
  }

  @Override
  public byte[] toBytes() {
    return ObservationFormat.write(this);
  }
}
