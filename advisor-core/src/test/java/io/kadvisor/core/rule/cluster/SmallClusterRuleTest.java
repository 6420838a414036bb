package io.kadvisor.core.rule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SmallClusterRuleTest {
  private static final String RULE = "small-cluster";
  private static final Duration LONG = Duration.ofMinutes(6);

  private final SampledCluster cluster = SampledCluster.of(1);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldGiveOneNoticeWhenThereIsOneBroker() {
    cluster.topic("t", 6, 1);
    watch.lookFor(LONG);

    assertThat(watch.told()).hasSize(1);
    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.cause()).isEqualTo("one-broker");
              assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
            });
  }

  @Test
  void shouldStayQuietWhenThereAreThree() {
    Watch three = Watch.inProduction(SampledCluster.of(3)).lookFor(LONG);

    assertThat(three.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheClusterIsStillStarting() {
    watch.lookFor(Duration.ofMinutes(4));
    cluster.broker(2);
    cluster.broker(3);
    watch.lookFor(LONG);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldRecoverWhenBrokersAreAdded() {
    watch.lookFor(LONG);
    cluster.broker(2);
    cluster.broker(3);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldBeOneBreachWhenABrokerComesAndGoes() {
    watch.lookFor(LONG);
    var since = watch.finding(RULE, Subject.CLUSTER).orElseThrow().since();
    cluster.broker(2);
    watch.look();
    cluster.broker(2).membership(io.kadvisor.model.sample.BrokerSample.Membership.ABSENT);
    watch.look();

    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.FIRING);
    assertThat(watch.finding(RULE, Subject.CLUSTER)).map(Finding::since).contains(since);
  }

  @Test
  void shouldChangeNothingWhenTheSweepIsLost() {
    watch.lookFor(LONG);
    Finding before = watch.finding(RULE, Subject.CLUSTER).orElseThrow();
    watch.lose();

    assertThat(watch.finding(RULE, Subject.CLUSTER)).containsSame(before);
  }
}
