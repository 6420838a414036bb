package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario file that cannot be run, with everything that is wrong in it. */
public final class InvalidScenario extends RuntimeException {
  private final transient List<Fault> faults;

  InvalidScenario(String origin, List<Fault> faults) {
    super(origin + faults.stream().map(fault -> "\n  " + fault).collect(Collectors.joining()));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
