package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What every broker carries before a plan and after it, and between what limits it should be. */
final class BrokerLoads {
  /** What an operator knows a broker by, in the order in which it is shown. */
  static final List<Measure> SHOWN =
      List.of(
          Measure.DISK,
          Measure.NW_IN,
          Measure.NW_OUT,
          Measure.CPU,
          Measure.REPLICAS,
          Measure.LEADERS);

  /** Those that have a peak, in the order of the measures. */
  private static final List<Measure> WITH_PEAK =
      List.of(Measure.CPU, Measure.NW_IN, Measure.NW_OUT);

  private final Plan plan;
  private final List<BrokerLoad> brokers = new ArrayList<>();

  BrokerLoads(Plan plan) {
    this.plan = plan;
    ClusterModel model = plan.start();
    var start = new Placement(model);
    Map<Measure, Double> share = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      share.put(measure, share(measure));
    }
    var peaksBefore = PeakLoads.of(start);
    var peaksAfter = PeakLoads.of(plan.placement());
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      Map<Measure, Double> before = new EnumMap<>(Measure.class);
      Map<Measure, Double> after = new EnumMap<>(Measure.class);
      Map<Measure, Double> fair = new EnumMap<>(Measure.class);
      Broker each = model.brokers().get(broker);
      for (Measure measure : Measure.values()) {
        before.put(measure, start.carried(broker, measure.column()));
        after.put(measure, plan.placement().carried(broker, measure.column()));
        boolean stays = each.state().takesReplicas();
        fair.put(measure, stays ? share.get(measure) * measure.capacityOf(each) : 0);
      }
      brokers.add(
          new BrokerLoad(
              each, before, after, peaks(peaksBefore, broker), peaks(peaksAfter, broker), fair));
    }
  }

  private Map<Measure, Double> peaks(PeakLoads loads, int broker) {
    Map<Measure, Double> peaks = new EnumMap<>(Measure.class);
    if (plan.start().hasPeaks()) {
      WITH_PEAK.forEach(
          measure ->
              measure
                  .resource()
                  .ifPresent(resource -> peaks.put(measure, loads.carried(broker, resource))));
    }
    return peaks;
  }

  /** The part of its capacity that each broker would carry if all carried the same. */
  private double share(Measure measure) {
    double carried = 0;
    double capacity = 0;
    ClusterModel model = plan.start();
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      carried += plan.placement().carried(broker, measure.column());
      Broker each = model.brokers().get(broker);
      capacity += each.state().takesReplicas() ? measure.capacityOf(each) : 0;
    }
    return carried / capacity;
  }

  boolean knowPeaks() {
    return plan.start().hasPeaks();
  }

  String cluster() {
    return plan.model().name();
  }

  List<BrokerLoad> brokers() {
    return brokers;
  }

  /** How far from the mean a broker may be, as a part of the mean. */
  double tolerance() {
    return plan.tolerance();
  }

  /** The least that is inside the band; counts are rounded outwards. */
  double low(BrokerLoad load, Measure measure) {
    double low = load.fair(measure) * (1 - plan.tolerance());
    return isCount(measure) ? Math.floor(low) : low;
  }

  /** The most that is inside the band. */
  double high(BrokerLoad load, Measure measure) {
    double high = load.fair(measure) * (1 + plan.tolerance());
    return isCount(measure) ? Math.ceil(high) : high;
  }

  /** The most that the broker may carry. */
  double limit(BrokerLoad load, Measure measure) {
    return measure.limitOf(load.broker(), plan.model().constraints());
  }

  static boolean isCount(Measure measure) {
    return measure == Measure.REPLICAS || measure == Measure.LEADERS;
  }
}
