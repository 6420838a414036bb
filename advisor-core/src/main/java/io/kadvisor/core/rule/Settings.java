package io.kadvisor.core.rule;

import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule's numbers and times as the policy in force has them; times are scaled here and nowhere
 * else.
 */
public final class Settings {
  private final RuleDefinition definition;
  private final Policy policy;
  private final Optional<RuleSettings> overrides;

  public Settings(RuleDefinition definition, Policy policy) {
    this.definition = definition;
    this.policy = policy;
    this.overrides = policy.rule(definition.name());
  }

  public Policy policy() {
    return policy;
  }

  /** How long the condition must last. */
  public Duration hold() {
    return duration(definition.hold().name());
  }

  /** How long it must be gone. */
  public Duration keep() {
    return duration(definition.keep().name());
  }

  /**
   * A threshold in the unit of its definition.
   *
   * @throws IllegalArgumentException when the rule defines no such threshold
   */
  public double threshold(String name) {
    Double override = overrides.map(o -> o.thresholds().get(name)).orElse(null);
    return override != null ? override : defined(name).value();
  }

  /** Where the threshold in force comes from: the policy, or the definition's source. */
  public String sourceOf(String name) {
    boolean overridden = overrides.map(o -> o.thresholds().containsKey(name)).orElse(false);
    return overridden ? "policy " + policy.name() + " " + policy.version() : defined(name).source();
  }

  /**
   * A scaled duration.
   *
   * @throws IllegalArgumentException when the rule defines no such duration
   */
  public Duration duration(String name) {
    Duration override = overrides.map(o -> o.durations().get(name)).orElse(null);
    return policy.scaled(override != null ? override : timing(name).value());
  }

  private RuleDefinition.Threshold defined(String name) {
    for (RuleDefinition.Threshold threshold : definition.thresholds()) {
      if (threshold.name().equals(name)) {
        return threshold;
      }
    }
    throw new IllegalArgumentException(definition.name() + " has no threshold " + name);
  }

  private RuleDefinition.Timing timing(String name) {
    return Stream.concat(
            Stream.of(definition.hold(), definition.keep()), definition.durations().stream())
        .filter(t -> t.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(definition.name() + " has no duration " + name));
  }
}
