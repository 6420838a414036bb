package io.kadvisor.core.planner.placement;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is looked at on each broker. The first four are the resources, in their order. */
public enum Measure {
  CPU(0, "cpu"),
  DISK(1, "disk"),
  NW_IN(2, "nwIn"),
  NW_OUT(3, "nwOut"),
  REPLICAS(4, "replicas"),
  LEADERS(5, "leaders"),
  /** Kilobytes a second written to the partitions that a broker leads. */
  LEADER_NW_IN(6, "leaderNwIn"),
  /** Bytes out if the broker led every partition that it has a replica of. */
  POTENTIAL_NW_OUT(7, "potentialNwOut");

  /** How many there are. */
  public static final int COUNT = 8;

  private static final List<Measure> WITH_BAND =
      Arrays.stream(values()).filter(each -> each != POTENTIAL_NW_OUT).toList();

  private static final List<Measure> SCORED =
      Arrays.stream(values()).filter(each -> !each.isDerived()).toList();

  private final int column;
  private final String key;

  Measure(int column, String key) {
    this.column = column;
    this.key = key;
  }

  /** Those that brokers are scored by, in their order: all that are not derived. */
  public static List<Measure> scored() {
    return SCORED;
  }

  /** Those that a broker can be outside of the band in, in their order. */
  public static List<Measure> withBand() {
    return WITH_BAND;
  }

  /** Its place where measures are kept side by side; that of its resource, for the first four. */
  public int column() {
    return column;
  }

  /** The resource that it takes capacity of; absent for what is counted. */
  public Optional<Resource> resource() {
    return switch (this) {
      case CPU -> Optional.of(Resource.CPU);
      case DISK -> Optional.of(Resource.DISK);
      case NW_IN, LEADER_NW_IN -> Optional.of(Resource.NW_IN);
      case NW_OUT, POTENTIAL_NW_OUT -> Optional.of(Resource.NW_OUT);
      case REPLICAS, LEADERS -> Optional.empty();
    };
  }

  /** What a broker's part is measured by: its capacity, or 1 for what is counted. */
  public double capacityOf(Broker broker) {
    return resource().map(broker.capacity()::of).orElse(1.0);
  }

  /** What a broker may carry: so much of its capacity, or of what is counted so many replicas. */
  public double limitOf(Broker broker, Constraints constraints) {
    return resource()
        .map(each -> constraints.usable(broker, each))
        .orElse((double) constraints.maxReplicasPerBroker());
  }

  /** True for what changes with replicas alone, whichever of them leads. */
  public boolean movesWithReplicas() {
    return this == DISK || this == NW_IN || this == REPLICAS;
  }

  /** True for what says again, in another way, what other measures say. */
  public boolean isDerived() {
    return this == LEADER_NW_IN || this == POTENTIAL_NW_OUT;
  }

  /** Its name in outputs. */
  public String key() {
    return key;
  }
}
