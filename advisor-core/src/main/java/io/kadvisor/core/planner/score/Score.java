package io.kadvisor.core.planner.score;

import io.kadvisor.core.planner.placement.Measure;
import java.util.EnumMap;
import java.util.Map;

/** How well a placement is balanced, and what rules it breaks. */
public record Score(
    Map<Measure, BrokerFigures> brokers, TopicFigures topics, Violations violations) {
  public Score {
    brokers = new EnumMap<>(brokers);
  }

  public BrokerFigures of(Measure measure) {
    return brokers.get(measure);
  }
}
