package io.kadvisor.core.window;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Windows of whole sweeps, as the topology rolls them. */
public final class RollingWindows {
  private final WindowRoller roller = WindowRoller.standard();
  private Map<Subject, Accumulator> growing = Map.of();
  private LatestWindows latest = LatestWindows.NONE;

  public RollingWindows roll(Sweep sweep) {
    Map<Subject, Accumulator> next = new LinkedHashMap<>();
    for (Observation each : roller.observe(sweep)) {
      Optional<Accumulator> before = Optional.ofNullable(growing.get(each.subject()));
      next.put(each.subject(), roller.roll(before, each).next());
    }
    growing = next;
    latest = latest.after(sweep.at(), next);
    return this;
  }

  public LatestWindows latest() {
    return latest;
  }
}
