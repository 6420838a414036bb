package io.kadvisor.core.planner.model;

/**
 * One number for each resource: a capacity, a share of it or a load, in the units of {@link
 * Resource}.
 */
public record Amounts(double cpu, double disk, double nwIn, double nwOut) {
  /** A capacity that nobody knows: no load comes near it, so it is no limit. */
  public static final double UNKNOWN = 1e12;

  /** True of a capacity that is not known, and of what is left of it. */
  public static boolean isUnknown(double amount) {
    return amount > UNKNOWN / 2;
  }

  public double of(Resource resource) {
    return switch (resource) {
      case CPU -> cpu;
      case DISK -> disk;
      case NW_IN -> nwIn;
      case NW_OUT -> nwOut;
    };
  }
}
