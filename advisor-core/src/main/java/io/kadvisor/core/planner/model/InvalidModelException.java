package io.kadvisor.core.planner.model;

import java.util.List;

/** A cluster that cannot be: every fault, each with its place, what was seen and what is right. */
public final class InvalidModelException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  public InvalidModelException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
