package io.kadvisor.model.policy;

import java.time.Duration;
import java.util.Map;

/**
 * What a policy says of one rule; what it leaves out stays at the rule's own default.
 *
 * @param thresholds by the names that the rule catalogue gives, in its units
 * @param durations by name, unscaled
 */
public record RuleSettings(
    boolean enabled, Map<String, Double> thresholds, Map<String, Duration> durations) {
  public RuleSettings {
    thresholds = thresholds == null ? Map.of() : Map.copyOf(thresholds);
    durations = durations == null ? Map.of() : Map.copyOf(durations);
  }
}
