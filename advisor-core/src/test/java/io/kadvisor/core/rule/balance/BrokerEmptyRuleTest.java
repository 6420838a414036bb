package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BrokerEmptyRuleTest {
  private static final String RULE = "broker-empty";
  private static final BrokerId LAST = new BrokerId(4);
  private static final Subject FOURTH = Subject.of(LAST);
  private static final Duration LONG = Duration.ofMinutes(16);

  private final SampledCluster cluster = SampledCluster.of(4);
  private final SampledTopic orders = cluster.topic("orders");
  private final Watch watch = Watch.inProduction(cluster);

  BrokerEmptyRuleTest() {
    for (int partition = 0; partition < 20; partition++) {
      orders.partition(1 + partition % 3, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
  }

  /** The fourth broker holds so many of sixty. */
  private void fill(int count) {
    for (int partition = 0; partition < count; partition++) {
      orders.assign(partition, 4, 1 + (partition + 1) % 3, 1 + (partition + 2) % 3);
    }
  }

  @Test
  void shouldTellABrokerThatHoldsNothing() {
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FOURTH))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo("new-broker");
              assertThat(finding.evidence().get(0).sentence())
                  .isEqualTo(
                      "Broker 4 serves and holds no replica of user topics; the mean of all 4"
                          + " brokers is 15.0");
            });
  }

  @Test
  void shouldStayQuietWhenTheBrokerHoldsMoreThanATenth() {
    fill(2);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FOURTH)).isEmpty();
  }

  @Test
  void shouldStayUntilHalfOfTheMeanIsThere() {
    watch.lookFor(LONG);
    fill(7);
    watch.lookFor(LONG);
    assertThat(watch.finding(RULE, FOURTH).get().state()).isEqualTo(State.FIRING);
    fill(8);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.finding(RULE, FOURTH)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheBrokerIsToBeEmpty() {
    Watch draining =
        Watch.by(SampledPolicy.standard(cluster.id()).drain(LAST).policy(), cluster).lookFor(LONG);

    assertThat(draining.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhileTheBrokerIsAway() {
    cluster.fence(4);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FOURTH)).isEmpty();
  }

  @Test
  void shouldCountNeitherInternalTopicsNorItsOwn() {
    cluster.topic("__consumer_offsets", 50, 3).internal();
    cluster.topic("kadvisor.findings", 6, 3).self();
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FOURTH)).isPresent();
  }

  @Property(tries = 20)
  void shouldNeverTellAFullerBrokerWhereAnEmptierOneIsNotTold(
      @ForAll @IntRange(min = 0, max = 6) int held, @ForAll @IntRange(min = 1, max = 6) int more) {
    assertThat(tells(held) || !tells(held + more)).isTrue();
  }

  private static boolean tells(int held) {
    var test = new BrokerEmptyRuleTest();
    test.fill(held);
    test.watch.lookFor(LONG);
    return test.watch.finding(RULE, FOURTH).isPresent();
  }
}
