package io.kadvisor.collector.facts;

import io.kadvisor.model.sample.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of one broker.
 *
 * @param process tells one run of the broker from another; counters begin anew with each
 * @param failure why there are none, as a sentence
 */
public record BrokerReadings(String process, List<Measured> numbers, Optional<String> failure) {

  /** One number, in the metric's unit. */
  public record Measured(Metric metric, double value, Instant observedAt) {}

  public BrokerReadings {
    numbers = List.copyOf(numbers);
  }

  public static BrokerReadings failed(String why) {
    return new BrokerReadings("", List.of(), Optional.of(why));
  }
}
