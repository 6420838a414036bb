package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.Moment;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.model.sample.Fact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages say of rules and facts is so: without a fact that a rule needs or likes, it finds
 * or advises something else in one of the {@link FactScenes}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactsOfRulesTest {
  private List<Moment> moments;

  @BeforeAll
  void play() {
    moments = FactScenes.all();
  }

  static List<RuleDefinition> rules() {
    return Rules.definitions();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shouldFindOrAdviseSomethingElseWhenADeclaredFactIsOutOfSight(RuleDefinition rule) {
    Set<Fact> idle = new TreeSet<>(declared(rule));
    idle.removeIf(
        fact -> moments.stream().anyMatch(moment -> moment.differsWithout(fact, rule.name())));

    assertThat(idle).as("declared by %s, and nothing differs without", rule.name()).isEmpty();
  }

  @Test
  void shouldFindTheSameWhenAFactThatNobodyReadsIsOutOfSight() {
    assertThat(Rules.definitions())
        .allSatisfy(rule -> assertThat(declared(rule)).doesNotContain(Fact.FEATURES))
        .allMatch(
            rule ->
                moments.stream()
                    .noneMatch(moment -> moment.differsWithout(Fact.FEATURES, rule.name())));
  }

  private static Set<Fact> declared(RuleDefinition rule) {
    Set<Fact> declared = new TreeSet<>(rule.facts());
    declared.addAll(rule.helpful());
    return declared;
  }
}
