package io.kadvisor.cli.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong in it. */
public final class InvalidConfig extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  public InvalidConfig(String origin, List<Fault> faults) {
    super(
        origin
            + (faults.size() == 1 ? " has a fault" : " has " + faults.size() + " faults")
            + faults.stream().map(f -> "\n  " + f).collect(Collectors.joining()));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
