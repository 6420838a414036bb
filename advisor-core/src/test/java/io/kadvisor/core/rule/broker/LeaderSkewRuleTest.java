package io.kadvisor.core.rule.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledPolicy;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LeaderSkewRuleTest {
  private static final String RULE = "leader-skew";
  private static final Subject FIRST = Subject.of(new BrokerId(1));
  private static final Duration LONG = Duration.ofMinutes(16);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic orders = cluster.topic("orders", 12, 3);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldNameTheChangeWhenOneBrokerIsPreferredTooOften() {
    orders.assign(1, 1, 2, 3).assign(4, 1, 2, 3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FIRST))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.BALANCE);
              assertThat(finding.cause()).isEqualTo("preferred-order");
              assertThat(finding.evidence())
                  .extracting(e -> e.sentence())
                  .anyMatch(
                      s ->
                          s.contains(
                              "broker 1 is the preferred leader of 6 partitions, 50 % above"))
                  .anyMatch(s -> s.contains("broker 1: 6, broker 2: 2, broker 3: 4"))
                  .anyMatch(
                      s ->
                          s.equals(
                              "Broker 2 as first replica of orders-0 would lower the maximum from 6 to 5"));
            });
    assertThat(watch.told()).hasSize(1);
  }

  @Test
  void shouldLeaveABrokerOutOfTheMeanWhileItIsEmptied() {
    // 4 each; broker 3 has given two leaderships away, which makes the others 5 and 5
    orders.assign(2, 1, 2, 3).assign(5, 2, 1, 3);
    Watch draining = draining(3);
    assertThat(draining.lookFor(LONG).everTold()).noneMatch(told -> told.startsWith(RULE));

    orders.assign(2, 3, 1, 2).assign(5, 3, 1, 2).assign(1, 1, 2, 3).assign(4, 1, 2, 3);
    orders.assign(7, 1, 2, 3);
    draining = draining(3);

    // 7 of 12, where 6 is the mean of the two that stay: within the band
    assertThat(draining.lookFor(LONG).finding(RULE, FIRST)).isEmpty();
    orders.assign(10, 1, 2, 3);
    assertThat(draining(3).lookFor(LONG).finding(RULE, FIRST))
        .hasValueSatisfying(
            finding ->
                assertThat(finding.evidence())
                    .extracting(e -> e.sentence())
                    .anyMatch(s -> s.contains("8 partitions, 33 % above the mean of 6.0"))
                    .anyMatch(s -> s.contains("broker 1: 8, broker 2: 0"))
                    .anyMatch(s -> s.startsWith("Broker 2 as first replica")));
  }

  private Watch draining(int broker) {
    return Watch.by(
        SampledPolicy.standard(cluster.id()).drain(new BrokerId(broker)).policy(), cluster);
  }

  @Test
  void shouldStayQuietWhenABrokerIsOneAboveTheMean() {
    orders.assign(1, 1, 2, 3);
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenNoOrderWouldBeBetter() {
    cluster.topic("single", 0, 1).partition(1).partition(1).partition(1);
    cluster.dropTopic("orders");
    watch.lookFor(LONG);

    assertThat(watch.findings())
        .containsOnlyKeys(
            watch.findings().keySet().stream()
                .filter(id -> id.rule().equals("weak-topic"))
                .toList());
  }

  @Test
  void shouldStayQuietWhenANewBrokerHoldsNothing() {
    cluster.broker(4);
    watch.lookFor(LONG);

    assertThat(watch.findings().keySet()).noneMatch(id -> id.rule().equals(RULE));
  }

  @Test
  void shouldCountUserTopicsOnlyWhenOthersAreSkewed() {
    SampledTopic offsets = cluster.topic("__consumer_offsets").internal();
    SampledTopic own = cluster.topic("kadvisor.findings").self();
    for (int partition = 0; partition < 9; partition++) {
      offsets.partition(1, 2, 3);
      own.partition(1, 2, 3);
    }
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldNotJudgeTheOrderWhenABrokerIsAway() {
    cluster.stop(3);
    orders.assign(1, 1, 2, 3).assign(4, 1, 2, 3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FIRST)).isEmpty();
  }

  @Test
  void shouldRecoverWhenTheOrderIsEvenAgain() {
    orders.assign(1, 1, 2, 3).assign(4, 1, 2, 3);
    watch.lookFor(LONG);
    orders.assign(1, 2, 3, 1).assign(4, 2, 3, 1);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayToldWhenTheSkewIsBetweenTheThresholds() {
    cluster.topic("clicks", 24, 3);
    // 16, 10 and 10 of 36: a third above the mean
    cluster
        .topic("clicks")
        .assign(1, 1, 2, 3)
        .assign(4, 1, 2, 3)
        .assign(2, 1, 2, 3)
        .assign(5, 1, 2, 3);
    watch.lookFor(LONG);
    assertThat(watch.state(RULE, FIRST)).contains(State.FIRING);

    // 14, 11 and 11: a sixth
    cluster.topic("clicks").assign(1, 2, 3, 1).assign(2, 3, 1, 2);
    watch.lookFor(LONG);

    assertThat(watch.state(RULE, FIRST)).contains(State.FIRING);
  }

  @Test
  void shouldCountSeveralChangesWhenOneIsLessThanTheImprovement() {
    cluster.topic("wide");
    for (int partition = 0; partition < 90; partition++) {
      cluster.topic("wide").partition(1, 2, 3);
    }
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, FIRST).orElseThrow().evidence().get(2).sentence())
        .contains("and 1 change more like it would lower the maximum from 94 to 92");
  }

  @Property(tries = 40)
  void shouldStayToldWhenTheBusiestIsPreferredEvenMore(
      @ForAll @IntRange(min = 0, max = 11) int skewed,
      @ForAll @IntRange(min = 1, max = 4) int more) {
    assertThat(isFound(skewed))
        .satisfies(found -> assertThat(!found || isFound(skewed + more)).isTrue());
  }

  private static boolean isFound(int skewed) {
    var sampled = SampledCluster.of(3);
    SampledTopic topic = sampled.topic("t", 12, 3);
    for (int partition = 0; partition < Math.min(12, skewed); partition++) {
      topic.assign(partition, 1, 2, 3);
    }
    return Watch.inProduction(sampled).look().finding(RULE, FIRST).isPresent();
  }
}
