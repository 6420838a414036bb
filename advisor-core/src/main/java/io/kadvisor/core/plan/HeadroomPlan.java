package io.kadvisor.core.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many brokers a load needs, and the next step towards it.
 *
 * @param from living brokers
 * @param needed brokers on which every limit holds, also after the loss of one; not below {@code
 *     from}
 * @param to after the next step: {@code needed}, or as far as the pace lets go
 * @param zones that {@code needed} is a multiple of
 * @param projections of the resources that are known of every broker
 */
public record HeadroomPlan(
    int from, int needed, int to, int zones, Map<BrokerResource, Projection> projections) {

  /**
   * What becomes of the fullest broker's share.
   *
   * @param mean if the load were spread evenly now
   * @param after on each of {@code to} brokers, spread evenly; on one that can carry more than the
   *     least of them, less
   * @param afterLoss on one fewer; absent where there would be none
   * @param needs brokers that this resource alone needs, not rounded to zones
   */
  public record Projection(
      double highest, double mean, double after, Optional<Double> afterLoss, int needs) {}

  public HeadroomPlan {
    Map<BrokerResource, Projection> copy = new EnumMap<>(BrokerResource.class);
    copy.putAll(projections);
    projections = Collections.unmodifiableMap(copy);
  }

  /** Spreading the load over the present brokers is enough. */
  public boolean spreadingSuffices() {
    return needed == from;
  }

  /** The step reaches all that is needed. */
  public boolean reaches() {
    return to >= needed;
  }

  /** The step gives every zone as many brokers. */
  public boolean evenOverZones() {
    return to % zones == 0;
  }
}
