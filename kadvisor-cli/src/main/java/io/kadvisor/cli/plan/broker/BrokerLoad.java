package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.placement.Measure;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one broker carries, in the units of each measure.
 *
 * @param fair what it would carry after the plan if all carried the same part of their capacity; 0
 *     where it must end empty
 */
record BrokerLoad(
    Broker broker,
    Map<Measure, Double> before,
    Map<Measure, Double> after,
    Map<Measure, Double> fair) {
  BrokerLoad {
    before = new EnumMap<>(before);
    after = new EnumMap<>(after);
    fair = new EnumMap<>(fair);
  }

  double before(Measure measure) {
    return before.get(measure);
  }

  double after(Measure measure) {
    return after.get(measure);
  }

  double fair(Measure measure) {
    return fair.get(measure);
  }

  /** How it is told apart: its id, and what becomes of it where that is not to stay. */
  String name() {
    return switch (broker.state()) {
      case ALIVE -> String.valueOf(broker.id());
      case NEW -> broker.id() + " (new)";
      case DEAD -> broker.id() + " (gone)";
    };
  }
}
