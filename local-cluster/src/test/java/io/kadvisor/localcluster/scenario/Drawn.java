package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios as they are drawn on three brokers and three controllers that are processes apart. */
final class Drawn {
  static final List<Integer> BROKERS = List.of(1, 2, 3);
  static final List<Integer> CONTROLLERS = List.of(101, 102, 103);
  private static final Hat HAT =
      new Hat(BROKERS, CONTROLLERS, Optional.of(101), List.of("orders"), List.of("billing"));

  private Drawn() {}

  static Scenario from(ScenarioTemplate template, long seed) {
    return template.bind(HAT.draw(template.variablesWith(Map.of()), seed));
  }
}
