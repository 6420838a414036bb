package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import java.util.List;

/**
 * How a scenario shows a rule: by an advisory of the rule itself, or by evidence of another one's.
 *
 * @param rules all, the gravest first: of those that give the expected cause, it tells
 */
record ShownBy(RuleDefinition rule, List<RuleDefinition> rules) {
  /** The scenario as code, said from this command on; why there is none where none shows it. */
  String words(String before) {
    if (isNone()) {
      return rule.scenario();
    }
    Expectation expected = expectation();
    String scenario = code(before + rule.scenario());
    return isTold()
        ? scenario
        : scenario + ", as evidence of its advisory with the cause " + code(expected.cause());
  }

  boolean isNone() {
    return rule.scenario().startsWith("none: ");
  }

  /** True when the advisory that the scenario expects is this rule's. */
  boolean isTold() {
    Expectation expected = expectation();
    return rules.stream()
        .filter(other -> other.category().name().equals(expected.category()))
        .filter(other -> other.causes().stream().anyMatch(c -> c.tag().equals(expected.cause())))
        .findFirst()
        .filter(rule::equals)
        .isPresent();
  }

  /**
   * What its scenario expects.
   *
   * @throws IllegalArgumentException if no such scenario is shipped, or if it is a quiet one
   */
  Expectation expectation() {
    return ScenarioFile.shipped(rule.scenario()).scenarios().get(0).expectation().orElseThrow();
  }
}
