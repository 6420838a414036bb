package io.kadvisor.core.plan;

import io.kadvisor.core.plan.HeadroomPlan.Projection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Headroom arithmetic: a load that is spread evenly over n brokers leaves each with a n-th of it,
 * and with a (n − 1)-th of the work after the loss of one. A new broker is taken for as large as
 * the least of the present ones. Pure; it never proposes fewer brokers than there are.
 */
public final class HeadroomPlanner {
  /** Shares are means of measurements; a billionth is no difference. */
  private static final double EXACT = 1e-9;

  /** The largest share of a broker that is wanted, and after the loss of another one. */
  public record Limit(double wanted, double afterLoss) {
    public Limit {
      if (!(wanted > 0) || !(afterLoss > 0)) {
        throw new IllegalArgumentException("limits are above zero");
      }
    }
  }

  /** How far one step may go. */
  public record Pace(int maxStep, Optional<Integer> maxBrokers) {
    int furthest(int from) {
      int step = Math.addExact(from, maxStep);
      return Math.max(from, maxBrokers.map(most -> Math.min(most, step)).orElse(step));
    }
  }

  private HeadroomPlanner() {}

  /**
   * The brokers that a load needs.
   *
   * @param limits by resource; a resource without one, or not known of every broker, decides
   *     nothing
   * @throws IllegalArgumentException when there is no broker
   */
  public static HeadroomPlan plan(ClusterLoad load, Map<BrokerResource, Limit> limits, Pace pace) {
    int from = load.brokers().size();
    if (from == 0) {
      throw new IllegalArgumentException("a plan is for at least one broker");
    }
    Map<BrokerResource, Integer> needs = needs(load, limits);
    int most = needs.values().stream().mapToInt(Integer::intValue).max().orElse(from);
    int zones = load.zones();
    int needed = most <= from ? from : roundedUp(most, zones);
    int to = next(from, needed, zones, pace);
    Map<BrokerResource, Projection> projections = new EnumMap<>(BrokerResource.class);
    needs.forEach((r, alone) -> projections.put(r, projection(load, r, to, alone)));
    return new HeadroomPlan(from, needed, to, zones, projections);
  }

  private static Map<BrokerResource, Integer> needs(
      ClusterLoad load, Map<BrokerResource, Limit> limits) {
    Map<BrokerResource, Integer> needs = new EnumMap<>(BrokerResource.class);
    for (BrokerResource resource : load.known()) {
      Limit limit = limits.get(resource);
      if (limit != null) {
        needs.put(resource, needs(load, resource, limit));
      }
    }
    return needs;
  }

  /** After a loss one broker fewer carries the same work; one broker alone has nobody to lose. */
  private static int needs(ClusterLoad load, BrokerResource resource, Limit limit) {
    double brokersFull = load.used(resource) / load.leastCapacity(resource);
    int all = atLeast(brokersFull / limit.wanted());
    int survivors = resource.movesOnLoss() ? atLeast(brokersFull / limit.afterLoss()) : 0;
    boolean alone = load.brokers().size() == 1 && all == 1;
    return alone ? 1 : Math.max(all, survivors + 1);
  }

  private static int atLeast(double brokers) {
    return (int) Math.max(1, Math.ceil(brokers - EXACT));
  }

  private static int roundedUp(int brokers, int zones) {
    return (brokers + zones - 1) / zones * zones;
  }

  /** The furthest whole number of brokers a zone within the pace; one uneven if none is further. */
  private static int next(int from, int needed, int zones, Pace pace) {
    int furthest = Math.min(needed, pace.furthest(from));
    int even = furthest / zones * zones;
    return even > from ? even : furthest;
  }

  private static Projection projection(
      ClusterLoad load, BrokerResource resource, int to, int needs) {
    double brokersFull = load.used(resource) / load.leastCapacity(resource);
    double highest = load.fullest(resource).flatMap(b -> b.amount(resource)).orElseThrow().share();
    double after = brokersFull / to;
    Optional<Double> afterLoss =
        to == 1
            ? Optional.empty()
            : Optional.of(resource.movesOnLoss() ? brokersFull / (to - 1) : after);
    return new Projection(highest, load.meanShare(resource), after, afterLoss, needs);
  }
}
