package io.kadvisor.cli.plan.broker;

import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.placement.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one broker carries, in the units of each measure.
 *
 * @param peakBefore the same at the peak; without measures that have none, and where none is known
 * @param fair what it would carry after the plan if all carried the same part of their capacity; 0
 *     where it must end empty
 */
record BrokerLoad(
    Broker broker,
    Map<Measure, Double> before,
    Map<Measure, Double> after,
    Map<Measure, Double> peakBefore,
    Map<Measure, Double> peakAfter,
    Map<Measure, Double> fair) {
  BrokerLoad {
    before = new EnumMap<>(before);
    after = new EnumMap<>(after);
    peakBefore = Collections.unmodifiableMap(new LinkedHashMap<>(peakBefore));
    peakAfter = Collections.unmodifiableMap(new LinkedHashMap<>(peakAfter));
    fair = new EnumMap<>(fair);
  }

  double before(Measure measure) {
    return before.get(measure);
  }

  double after(Measure measure) {
    return after.get(measure);
  }

  /** Absent where it is not known. */
  OptionalDouble peakAfter(Measure measure) {
    Double peak = peakAfter.get(measure);
    return peak == null ? OptionalDouble.empty() : OptionalDouble.of(peak);
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
