package io.kadvisor.core.rule.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.RuleOff;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Fact.Source;
import io.kadvisor.testkit.sample.SampledCluster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
  static List<RuleDefinition> definitions() {
    return Rules.definitions();
  }

  @Test
  void shouldHaveEveryNameOnceWhenListed() {
    assertThat(Rules.definitions())
        .extracting(RuleDefinition::name)
        .doesNotHaveDuplicates()
        .contains("broker-silent", "lag-growing", "weak-topic", "leader-skew", "advisor-blind");
    assertThat(Rules.named("broker-silent")).isPresent();
    assertThat(Rules.named("no-such-rule")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void shouldNameItsSourcesWhenARuleHasNumbers(RuleDefinition rule) {
    assertThat(rule.thresholds())
        .extracting(Threshold::source)
        .allMatch(source -> !source.isBlank());
    assertThat(rule.thresholds()).extracting(Threshold::meaning).allMatch(text -> !text.isBlank());
    assertThat(timings(rule)).extracting(Timing::source).allMatch(source -> !source.isBlank());
    assertThat(timings(rule)).extracting(Timing::name).doesNotHaveDuplicates();
    assertThat(rule.causes()).isNotEmpty().extracting(Cause::tag).doesNotHaveDuplicates();
  }

  @Test
  void shouldLoseOnlyWhatNeedsJmxWhenJmxIsClosed() {
    assertThat(Rules.off(SampledCluster.of(3).close(Source.JMX).mark()))
        .extracting(RuleOff::rule)
        .contains("request-latency", "broker-limits")
        .doesNotContain("under-replicated", "isr-flapping", "broker-slow", "quorum-voter-behind");
  }

  @Test
  void shouldSayWhatIsOffWhenTheAdminClientIsRefused() {
    var mark = SampledCluster.of(3).close(Source.ADMIN).mark();

    assertThat(Rules.off(mark))
        .extracting(RuleOff::rule)
        .containsAll(
            Rules.definitions().stream()
                .filter(rule -> rule.facts().stream().anyMatch(f -> f.source() == Source.ADMIN))
                .map(RuleDefinition::name)
                .toList())
        .doesNotContain("advisor-blind", "request-latency", "broker-limits");
    assertThat(Rules.off(mark))
        .allMatch(
            off -> off.missing().stream().allMatch(fact -> fact.source() == Fact.Source.ADMIN));
  }

  private static List<Timing> timings(RuleDefinition rule) {
    return Stream.concat(Stream.of(rule.hold(), rule.keep()), rule.durations().stream()).toList();
  }
}
