package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LeadersOffPreferredRuleTest {
  private static final String RULE = LeadersOffPreferredRule.NAME;
  private static final Duration LONG = Duration.ofMinutes(16);
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic orders = cluster.topic("orders", 12, 3);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldTellWhenARestartedBrokerLeadsNothing() {
    electNobody();
    restart(2);
    watch.lookFor(SETTLED.plus(LONG));

    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.BALANCE);
              assertThat(finding.cause()).isEqualTo("not-elected");
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
              assertThat(finding.evidence())
                  .extracting(Evidence::sentence)
                  .containsExactly(
                      "Broker 2 leads 0 of the 4 partitions that prefer it, though it is in sync",
                      "4 partitions are led by another than the preferred replica; leaders of user topics: broker 1: 4,"
                          + " broker 2: 0, broker 3: 8",
                      "auto.leader.rebalance.enable is off: nobody elects them but a person");
            });
    assertThat(watch.told()).hasSize(1);
  }

  @Test
  void shouldStayQuietWhenTheBrokerIsToBeEmptied() {
    electNobody();
    Watch draining =
        Watch.by(SampledPolicy.standard(cluster.id()).drain(new BrokerId(2)).policy(), cluster);
    cluster.topic("orders").leader(1, 3).leader(4, 3).leader(7, 3).leader(10, 3);

    assertThat(draining.lookFor(SETTLED.plus(LONG)).everTold())
        .noneMatch(told -> told.startsWith(RULE));
  }

  @Test
  void shouldWaitUntilTheBrokerHasSettledWhenItIsJustBack() {
    electNobody();
    restart(2);
    watch.lookFor(SETTLED.plus(Duration.ofMinutes(14)));

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldWaitAnewWhenTheNextBrokerRestarts() {
    electNobody();
    restart(2);
    watch.lookFor(SETTLED.plus(Duration.ofMinutes(10)));
    restart(3);
    watch.lookFor(SETTLED.plus(Duration.ofMinutes(10)));

    assertThat(watch.everTold()).doesNotContain(RULE + " cluster:");
  }

  @Test
  void shouldWaitOneIntervalWhenBrokersElectByThemselves() {
    for (int broker = 1; broker <= 3; broker++) {
      cluster
          .broker(broker)
          .config("auto.leader.rebalance.enable", "true")
          .config("leader.imbalance.check.interval.seconds", "3600");
    }
    orders.leader(0, 2).leader(3, 2);
    watch.lookFor(Duration.ofMinutes(59));
    assertThat(watch.everTold()).isEmpty();
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.evidence())
                    .extracting(Evidence::sentence)
                    .contains(
                        "auto.leader.rebalance.enable is on: the controller should have elected them within 60 min,"
                            + " and did not"));
  }

  @Test
  void shouldStayQuietWhenThePreferredReplicaIsNotInSync() {
    electNobody();
    orders.isr(0, 2, 3).isr(3, 2, 3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, Subject.CLUSTER)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenATenthIsOff() {
    cluster.topic("wide", 60, 3).leader(0, 2).leader(3, 2);
    electNobody();
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenOnlyInternalTopicsAreOff() {
    cluster.topic("__consumer_offsets", 6, 3).internal().leader(0, 2).leader(3, 2);
    cluster.topic("kadvisor.findings", 6, 3).self().leader(0, 2).leader(3, 2);
    electNobody();
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldSayWhatItDoesNotKnowWhenNoConfigurationIsSeen() {
    orders.leader(0, 2).leader(3, 2);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, Subject.CLUSTER))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.missing())
                    .containsExactly("whether brokers elect preferred leaders by themselves"));
  }

  @Test
  void shouldRecoverWhenTheyAreElected() {
    electNobody();
    orders.leader(0, 2).leader(3, 2);
    watch.lookFor(LONG);
    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.FIRING);
    orders.leader(0, 1).leader(3, 1);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldNotRecoverOnWhatWasNotSeen() {
    electNobody();
    orders.leader(0, 2).leader(3, 2);
    watch.lookFor(LONG);
    watch.lose().lose();

    assertThat(watch.state(RULE, Subject.CLUSTER)).contains(State.FIRING);
  }

  @Property(tries = 30)
  void shouldStayToldWhenMoreAreOff(
      @ForAll @IntRange(min = 0, max = 3) int off, @ForAll @IntRange(min = 1, max = 3) int more) {
    assertThat(!isFound(off) || isFound(Math.min(4, off + more))).isTrue();
  }

  private static boolean isFound(int off) {
    var sampled = SampledCluster.of(3);
    SampledTopic topic = sampled.topic("t", 12, 3);
    for (int partition = 0; partition < off; partition++) {
      topic.leader(partition * 3, 2);
    }
    return Watch.inProduction(sampled).look().finding(RULE, Subject.CLUSTER).isPresent();
  }

  private void electNobody() {
    for (int broker = 1; broker <= 3; broker++) {
      cluster.broker(broker).config("auto.leader.rebalance.enable", "false");
    }
  }

  private void restart(int broker) {
    watch.look();
    cluster.stop(broker);
    watch.look().look();
    cluster.restart(broker);
    watch.look();
    cluster.catchUp(broker);
  }
}
