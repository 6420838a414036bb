package io.kadvisor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private static final Subject A = Subject.of(new TopicName("a"));
  private static final FindingId ON_A = new FindingId("always", A);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final Policy standard = Policy.standard(cluster.id());
  private List<Assessment> verdicts = List.of(Assessment.breach(A, Severity.WARNING, "c"));
  private SortedMap<FindingId, Finding> findings = new TreeMap<>();

  @Test
  void shouldKeepAFindingWhenItsSubjectIsStillBroken() {
    evaluate(standard);

    assertThat(findings).containsOnlyKeys(ON_A);
  }

  @Test
  void shouldClearWhenTheSubjectIsGone() {
    evaluate(standard);
    verdicts = List.of();
    RuleEngine.Result result = evaluate(standard);

    assertThat(result.findings()).isEmpty();
    assertThat(result.cleared()).containsExactly(ON_A);
  }

  @Test
  void shouldKeepEverythingWhenTheSweepIsPartial() {
    evaluate(standard);
    verdicts = List.of();
    RuleEngine.Result result =
        engine().evaluate(findings, Sweeps.lost(cluster), Memory.EMPTY, standard);

    assertThat(result.findings()).isEqualTo(findings);
    assertThat(result.cleared()).isEmpty();
  }

  @Test
  void shouldKeepAFindingWhenItsSubjectCouldNotBeSeen() {
    evaluate(standard);
    verdicts = List.of();
    cluster.refuse(Fact.BROKER_CPU, Optional.of(A));

    assertThat(evaluate(standard).cleared()).isEmpty();
  }

  @Test
  void shouldClearWhenThePolicyDisablesTheRule() {
    evaluate(standard);

    assertThat(evaluate(disabled()).cleared()).containsExactly(ON_A);
  }

  @Test
  void shouldKeepFindingsAndSayWhyWhenASourceIsClosed() {
    evaluate(standard);
    verdicts = List.of();
    cluster.close(Fact.Source.JMX);

    assertThat(evaluate(standard).findings()).containsOnlyKeys(ON_A);
    assertThat(RuleAvailability.off(List.of(new Always().definition()), cluster.mark()))
        .singleElement()
        .satisfies(
            off -> {
              assertThat(off.rule()).isEqualTo("always");
              assertThat(off.missing()).containsExactly(Fact.BROKER_CPU);
              assertThat(off.why()).contains("CPU time", "JMX is closed");
            });
  }

  @Test
  void shouldBeOffWhenAFactCouldBeSeenOfNobody() {
    cluster.refuse(Fact.BROKER_CPU, Optional.empty());

    assertThat(RuleAvailability.off(List.of(new Always().definition()), cluster.mark())).hasSize(1);
  }

  @Test
  void shouldEndTheFindingsOfARuleThatIsNoMore() {
    evaluate(standard);
    RuleEngine.Result result =
        new RuleEngine(List.of()).evaluate(findings, Sweeps.of(cluster), Memory.EMPTY, standard);

    assertThat(result.cleared()).containsExactly(ON_A);
  }

  private RuleEngine.Result evaluate(Policy policy) {
    cluster.pass(Duration.ofSeconds(5));
    RuleEngine.Result result =
        engine().evaluate(findings, Sweeps.of(cluster), Memory.EMPTY, policy);
    findings = result.findings();
    return result;
  }

  private RuleEngine engine() {
    return new RuleEngine(List.of(new Always()));
  }

  private Policy disabled() {
    return SampledPolicy.standard(cluster.id()).named("p").version("2").without("always").policy();
  }

  private final class Always implements Rule {
    @Override
    public RuleDefinition definition() {
      return new RuleDefinition(
          "always",
          "Always",
          Category.AVAILABILITY,
          "whatever the test says",
          Set.of(Fact.BROKER_CPU),
          Set.of(),
          List.of(),
          new Timing("hold", Duration.ofSeconds(5), "", ""),
          new Timing("keep", Duration.ofSeconds(5), "", ""),
          List.of(),
          List.of(),
          "none");
    }

    @Override
    public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
      return verdicts;
    }
  }
}
