package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrokerDrainingRuleTest {
  private static final String RULE = "broker-draining";
  private static final BrokerId LAST = new BrokerId(4);
  private static final Subject FOURTH = Subject.of(LAST);
  private static final Duration SOON = Duration.ofMinutes(2);

  private final SampledCluster cluster = SampledCluster.of(4);
  private final Watch watch =
      Watch.by(SampledPolicy.standard(cluster.id()).drain(LAST).policy(), cluster);

  @Test
  void shouldTellWhatABrokerStillHoldsAndEndWhenItIsEmpty() {
    cluster.topic("orders").partition(4, 1, 2).partition(1, 2, 3).partition(2, 4, 3);
    cluster.topic("__consumer_offsets").internal().partition(3, 4, 1);
    watch.lookFor(SOON);

    assertThat(watch.finding(RULE, FOURTH))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
              assertThat(finding.evidence().get(0).sentence())
                  .isEqualTo("Broker 4 is to be emptied and holds 3 replicas of 2 topics");
            });
    cluster.topic("orders").assign(0, 3, 1, 2).assign(2, 2, 1, 3);
    cluster.topic("__consumer_offsets").assign(0, 3, 2, 1);
    watch.lookFor(SOON);

    assertThat(watch.finding(RULE, FOURTH)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheBrokerIsEmptyOrNotKnown() {
    cluster.topic("orders").partition(1, 2, 3);
    watch.lookFor(SOON);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenNobodyWantsItEmpty() {
    cluster.topic("orders", 24, 3);
    Watch plain = Watch.inProduction(cluster).lookFor(SOON);

    assertThat(plain.everTold()).isEmpty();
  }

  @Test
  void shouldTellNoSkewWhileABrokerIsEmptied() {
    for (int row = 0; row < 18; row++) {
      cluster.topic("orders").partition(1 + row % 3, 1 + (row + 1) % 3, 1 + (row + 2) % 3);
    }
    watch.lookFor(Duration.ofMinutes(20));

    assertThat(watch.everTold()).isEmpty();
  }
}
