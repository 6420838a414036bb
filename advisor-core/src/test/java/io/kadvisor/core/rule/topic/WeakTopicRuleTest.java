package io.kadvisor.core.rule.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.rule.Watch;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.testkit.sample.SampledCluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeakTopicRuleTest {
  private static final String RULE = "weak-topic";
  private static final Subject TOPIC = Subject.of(new TopicName("t"));
  private static final Duration LONG = Duration.ofMinutes(6);

  private final SampledCluster cluster = SampledCluster.of(3);
  private final Watch watch = Watch.inProduction(cluster);

  @Test
  void shouldTellALowFactorWhenThereAreBrokersEnough() {
    cluster.topic("t", 4, 2).minInsync(1);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, TOPIC))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.FIRING);
              assertThat(finding.cause()).isEqualTo("factor-low");
              assertThat(finding.partitions()).hasToString("0-3");
              assertThat(finding.evidence().get(0).threshold()).isPresent();
            });
  }

  @Test
  void shouldNameTheWeakPartitionsWhenOthersAreStrong() {
    cluster.topic("t", 2, 3).partition(1);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, TOPIC)).map(Finding::partitions).contains(PartitionRanges.of(2));
  }

  @Test
  void shouldTellAFactorWithoutRoomWhenItIsNotAboveTheMinimum() {
    cluster.topic("t", 4, 3).minInsync(3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, TOPIC)).map(Finding::cause).contains("factor-not-above-min-isr");
  }

  @Test
  void shouldTellSharedRacksWhenAnotherIsFree() {
    cluster.broker(4).rack("rack-1");
    cluster.topic("t").partition(1, 4, 2).partition(1, 2, 3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, TOPIC))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.cause()).isEqualTo("rack-shared");
              assertThat(finding.partitions()).isEqualTo(PartitionRanges.of(0));
              assertThat(finding.evidence().get(0).sentence())
                  .endsWith("t-0 is in rack-1 (1, 4), rack-2 (2)");
            });
  }

  @Test
  void shouldStayQuietWhenEveryRackIsUsed() {
    cluster.broker(4).rack("rack-1");
    cluster.broker(3).rack("rack-2");
    cluster.topic("t").partition(1, 2, 3).partition(1, 4, 2);
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietOnRacksWhenTheFreeOneIsAway() {
    cluster.broker(4).rack("rack-1");
    cluster.topic("t").partition(1, 4, 2);
    cluster.stop(3);
    watch.lookFor(LONG);

    assertThat(watch.finding(RULE, TOPIC)).isEmpty();
  }

  @Test
  void shouldStayQuietWhenAFactorIsJustEnough() {
    cluster.topic("t", 4, 3).minInsync(2);
    watch.lookFor(LONG);

    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void shouldStayQuietWhenATopicIsWeakForAMomentOnly() {
    cluster.topic("t", 4, 1);
    watch.lookFor(Duration.ofMinutes(4));
    cluster.dropTopic("t");
    watch.lookFor(LONG);

    assertThat(watch.everTold()).isEmpty();
  }

  @Test
  void shouldRecoverWhenTheFactorIsRaised() {
    cluster.topic("t").partition(1);
    watch.lookFor(LONG);
    cluster.topic("t").assign(0, 1, 2, 3);
    watch.lookFor(Duration.ofMinutes(2));

    assertThat(watch.finding(RULE, TOPIC)).isEmpty();
  }

  @Test
  void shouldJudgeTheFactorAloneWhenTheConfigurationIsNotSeen() {
    cluster.topic("t", 4, 3).withoutConfig();
    cluster.topic("low", 4, 2).withoutConfig();
    watch.lookFor(LONG);

    assertThat(watch.everTold()).containsExactly("weak-topic topic:low");
  }

  @Test
  void shouldSayItOnceForTheClusterWhenItHasTooFewBrokers() {
    var small = SampledCluster.of(2);
    small.topic("t", 4, 2).minInsync(2);
    Watch smallWatch = Watch.inProduction(small).lookFor(LONG);

    assertThat(smallWatch.told()).hasSize(1);
    assertThat(smallWatch.finding("small-cluster", Subject.CLUSTER))
        .map(Finding::cause)
        .contains("two-brokers");
  }

  @Test
  void shouldCountABrokerThatIsAwayWhenItHoldsReplicas() {
    cluster.topic("t", 4, 3);
    watch.look();
    cluster.stop(3);
    watch.lookFor(LONG);

    assertThat(watch.finding("small-cluster", Subject.CLUSTER)).isEmpty();
  }

  @Test
  void shouldLeaveOwnTopicsAloneAndJudgeKafkasOwn() {
    cluster.topic("kadvisor.findings", 1, 1).self();
    cluster.topic("__consumer_offsets", 4, 1).internal();
    watch.lookFor(LONG);

    assertThat(watch.everTold()).containsExactly("weak-topic topic:__consumer_offsets");
  }

  @Test
  void shouldObeyThePolicyWhenItChangesOrDisablesTheRule() {
    cluster.topic("t", 4, 2).minInsync(1);
    watch.with(RULE, new RuleSettings(true, Map.of("min-factor", 2.0), Map.of())).lookFor(LONG);
    assertThat(watch.everTold()).isEmpty();

    watch.with(RULE, new RuleSettings(true, Map.of(), Map.of())).lookFor(LONG);
    assertThat(watch.state(RULE, TOPIC)).contains(State.FIRING);

    watch.with(RULE, new RuleSettings(false, Map.of(), Map.of())).look();
    assertThat(watch.findings()).isEmpty();
  }
}
