package io.kadvisor.localcluster.scenario;

import java.time.InstantSource;
import java.util.Map;

/**
 * How scenarios run.
 *
 * @param seed draws the targets: the same seed draws the same ones
 * @param policyFactor by which the policy in force divides its durations; {@code policyTime} is
 *     divided by it
 * @param variables values that win over the files' own
 * @param clock of the instants in the outcome
 */
public record RunOptions(
    long seed, double policyFactor, Map<String, String> variables, InstantSource clock) {
  public RunOptions {
    if (!(policyFactor > 0)) {
      throw new IllegalArgumentException("a policy factor is above zero, not " + policyFactor);
    }
    variables = Map.copyOf(variables);
  }
}
