package io.kadvisor.core.planner.model;

/**
 * One number for each resource: a capacity, a share of it or a load, in the units of {@link
 * Resource}.
 */
public record Amounts(double cpu, double disk, double nwIn, double nwOut) {
  public double of(Resource resource) {
    return switch (resource) {
      case CPU -> cpu;
      case DISK -> disk;
      case NW_IN -> nwIn;
      case NW_OUT -> nwOut;
    };
  }
}
