package io.kadvisor.core.rule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.RuleEngine;
import io.kadvisor.core.rule.Watch;
import io.kadvisor.core.rule.catalogue.Rules;
import io.kadvisor.model.Subject;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdvisorBlindRuleTest {
  private static final String RULE = AdvisorBlindRule.NAME;

  private final SampledCluster cluster = SampledCluster.of(3);
  private final Watch watch = Watch.inDemo(cluster);

  AdvisorBlindRuleTest() {
    cluster.topic("orders", 3, 3);
    watch.lookFor(Duration.ofSeconds(10));
  }

  @Test
  void shouldFireAtOnceWhenAMarkTellsOfAGap() {
    blindFor(Duration.ofSeconds(27));

    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo("home-unreachable");
              assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            });
    assertThat(watch.memory().lastGap()).isPresent();
  }

  @Test
  void shouldStayQuietWhenAGapIsNoLongerThanADeadBrokerCauses() {
    blindFor(Duration.ofSeconds(19));

    assertThat(watch.findings()).isEmpty();
    assertThat(watch.memory().lastGap()).isEmpty();
  }

  @Test
  void shouldRecoverWhenCompleteSweepsHaveComeForTheSettleTime() {
    blindFor(Duration.ofSeconds(27));
    watch.look();
    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.RECOVERING);
    watch.lookFor(Duration.ofSeconds(6));
    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.RECOVERING);

    watch.lookFor(Duration.ofSeconds(4));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldNotRecoverWhenSweepsAreLost() {
    blindFor(Duration.ofSeconds(27));
    for (int sweep = 0; sweep < 20; sweep++) {
      watch.lose();
    }

    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.FIRING);
  }

  @Test
  void shouldFireWhenTheClusterCannotBeReadForLong() {
    Instant since = cluster.now();
    cluster.unreachable(since, "cluster-unreachable");
    watch.lookFor(Duration.ofSeconds(18));
    assertThat(watch.findings()).isEmpty();

    watch.lookFor(Duration.ofSeconds(4));

    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .map(Finding::cause)
        .contains("cluster-unreachable");
    assertThat(watch.memory().lastGap()).map(gap -> gap.since()).contains(since);
  }

  @Test
  void shouldSayNothingElseWhenTheClusterCannotBeRead() {
    cluster.stop(2).unreachable(cluster.now(), "cluster-unreachable");
    watch.lookFor(Duration.ofMinutes(5));

    assertThat(watch.everTold()).containsExactly("advisor-blind cluster:");
    assertThat(watch.findings()).hasSize(1);
  }

  @Test
  void shouldBeOneBreachWhenSightComesAndGoes() {
    blindFor(Duration.ofSeconds(27));
    Instant since = watch.finding(RULE, Subject.CLUSTER).orElseThrow().since();
    watch.look();
    blindFor(Duration.ofSeconds(27));

    assertThat(watch.finding(RULE, Subject.CLUSTER)).map(Finding::since).contains(since);
  }

  @Test
  void shouldFireWhenTheCollectorIsSilent() {
    Instant last = cluster.now();
    var silence =
        new Command.Silence(
            1, cluster.id(), "s-1", "punctuator", last.plusSeconds(30), Optional.of(last));
    RuleEngine.Result result = Rules.evaluate(watch.findings(), silence, watch.policy());
    Memory memory = Rules.advance(watch.memory(), silence);

    Finding finding = result.findings().get(new FindingId(RULE, Subject.CLUSTER));
    assertThat(finding.cause()).isEqualTo("collector-silent");
    assertThat(finding.state()).isEqualTo(State.FIRING);
    assertThat(memory.lastGap()).map(gap -> gap.since()).contains(last);
    assertThat(memory.brokers()).isEqualTo(watch.memory().brokers());
  }

  private void blindFor(Duration time) {
    cluster.pass(time).gap(time, AdvisorBlindRule.HOME_UNREACHABLE);
    watch.look();
    cluster.noGap();
  }
}
