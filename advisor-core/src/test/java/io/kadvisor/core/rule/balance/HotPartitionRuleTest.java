package io.kadvisor.core.rule.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HotPartitionRuleTest {
  private static final String RULE = HotPartitionRule.NAME;
  private static final Subject TOPIC = Subject.of(new TopicName("t"));
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(11);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic topic = cluster.topic("t", 3, 3).end(0, 0, 0);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldNameThePartitionWhenOneTakesMostOfATopic() {
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 130, 1740, 130));

    assertThat(watch.finding(RULE, TOPIC))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.category()).isEqualTo(Category.BALANCE);
              assertThat(finding.cause()).isEqualTo("uneven-keys");
              assertThat(finding.partitions()).isEqualTo(PartitionRanges.of(1));
              assertThat(finding.brokers()).containsExactly(new BrokerId(2));
              assertThat(finding.evidence().get(0).sentence())
                  .isEqualTo("t-1 takes 348 of 400 records/s, the others 26.0 on average");
            });
    assertThat(watch.told()).hasSize(1);
  }

  @Test
  void shouldStayQuietWhenItIsJustUnderThreeTimesTheOthers() {
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 400, 1190, 400));

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenLittleIsWritten() {
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 6, 44, 6));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenNothingIsWrittenAndAnythingIsWorthTelling() {
    watch
        .with(RULE, new RuleSettings(true, Map.of("worth", 0.0), Map.of()))
        .lookFor(LONG, () -> topic.grown(SWEEP, 0, 0, 0));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAnotherPartitionIsHotEachMinute() {
    for (int minute = 0; minute < 30; minute++) {
      long[] records = {0, 0, 0};
      records[minute % 3] = 2000;
      watch.lookFor(Duration.ofMinutes(1), () -> topic.grown(SWEEP, records));
    }

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenTheBurstIsShort() {
    watch.lookFor(Duration.ofMinutes(9), () -> topic.grown(SWEEP, 10, 5000, 10));
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 600, 600, 600));

    assertThat(watch.everTold()).isEmpty();
    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldRecoverWhenTheKeysAreSpread() {
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 130, 1740, 130));
    watch.lookFor(Duration.ofMinutes(6), () -> topic.grown(SWEEP, 600, 600, 600));

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayToldWhenItIsBetweenTheThresholds() {
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 130, 1740, 130));
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 400, 1000, 400));

    assertThat(watch.state(RULE, TOPIC)).contains(State.FIRING);
  }

  @Test
  void shouldSayNothingWhenOffsetsAreNotSeenAndNotRecoverOnThat() {
    cluster.topic("unseen", 3, 3);
    watch.lookFor(LONG, () -> topic.grown(SWEEP, 130, 1740, 130));
    topic.grown(SWEEP);
    watch.lookFor(LONG);

    assertThat(watch.told()).extracting(Finding::subject).containsExactly(TOPIC);
  }

  @Test
  void shouldLookAtUserTopicsOnlyWhenOthersAreHot() {
    SampledTopic internal = cluster.topic("__consumer_offsets", 3, 3).internal();
    SampledTopic own = cluster.topic("kadvisor.metrics", 3, 3).self();
    watch.lookFor(
        LONG,
        () -> {
          internal.grown(SWEEP, 0, 5000, 0);
          own.grown(SWEEP, 0, 5000, 0);
        });

    assertThat(watch.findings()).isEmpty();
  }

  @Property(tries = 50)
  void shouldStayToldWhenThePartitionIsEvenHotter(
      @ForAll @IntRange(min = 0, max = 5000) int hot,
      @ForAll @IntRange(min = 1, max = 5000) int more) {
    assertThat(!isFound(hot) || isFound(hot + more)).isTrue();
  }

  private static boolean isFound(int hot) {
    SampledCluster sampled = SampledCluster.of(3);
    sampled.topic("t", 3, 3).end(0, 0, 0).grown(SWEEP, 500, hot, 500);
    return Watch.inProduction(sampled).look().finding(RULE, TOPIC).isPresent();
  }
}
