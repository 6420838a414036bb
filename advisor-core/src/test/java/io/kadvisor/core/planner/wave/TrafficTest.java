package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.Amounts;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private final LedCluster cluster = new LedCluster();

  @Test
  void shouldCountWhatFollowersAreSentBesideWhatConsumersRead() {
    var traffic = new Traffic(cluster.model());

    // 30,000 to consumers, and 20,000 to its one follower; it takes in 20,000 itself.
    assertThat(traffic.headroom(LedCluster.LEADER, true)).isEqualTo(200_000 - 50_000);
    assertThat(traffic.headroom(LedCluster.LEADER, false)).isEqualTo(100_000 - 20_000);
    assertThat(traffic.headroom(LedCluster.FOLLOWER, true)).isEqualTo(80_000);
    assertThat(traffic.headroom(LedCluster.FOLLOWER, false)).isEqualTo(60_000 - 20_000);
  }

  @Test
  void shouldLeaveCopiesNineTenthsOfTheHeadroom() {
    var traffic = new Traffic(cluster.model());

    assertThat(traffic.rate(LedCluster.LEADER, true)).isCloseTo(135_000, within(1e-6));
    assertThat(traffic.rate(LedCluster.LEADER, false)).isCloseTo(72_000, within(1e-6));
    assertThat(traffic.rate(LedCluster.IDLE, false)).isCloseTo(45_000, within(1e-6));
  }

  @Test
  void shouldLeaveThemTenMebibytesASecondWhenThereIsLessOrNobodyKnows() {
    var full = new Traffic(new LedCluster().withIdle(new Amounts(100, 1e6, 11_000, 5_000)).model());
    var unknown =
        new Traffic(
            new LedCluster()
                .withIdle(new Amounts(100, 1e6, Amounts.UNKNOWN, Amounts.UNKNOWN))
                .model());

    assertThat(full.rate(LedCluster.IDLE, false)).isEqualTo(10_240);
    assertThat(full.rate(LedCluster.IDLE, true)).isEqualTo(10_240);
    assertThat(unknown.rate(LedCluster.IDLE, false)).isEqualTo(10_240);
  }

  @Test
  void shouldGoWithTheReplicasWhenAStepIsDone() {
    var traffic = new Traffic(cluster.model());

    traffic.apply(cluster.leaderToIdle());

    assertThat(traffic.headroom(LedCluster.LEADER, true)).isEqualTo(200_000);
    assertThat(traffic.headroom(LedCluster.LEADER, false)).isEqualTo(100_000);
    assertThat(traffic.headroom(LedCluster.IDLE, true)).isEqualTo(90_000 - 50_000);
    assertThat(traffic.headroom(LedCluster.IDLE, false)).isEqualTo(50_000 - 20_000);
    assertThat(traffic.headroom(LedCluster.FOLLOWER, false)).isEqualTo(40_000);
  }

  @Test
  void shouldCountThatTheFollowerLeadsWhenTheLeaderIsLostBeforeAStep() {
    var traffic = new Traffic(cluster.model());

    traffic.begin(cluster.fromFollowerToIdle());

    assertThat(traffic.headroom(LedCluster.LEADER, true)).isEqualTo(200_000);
    assertThat(traffic.headroom(LedCluster.FOLLOWER, true)).isEqualTo(80_000 - 50_000);
  }
}
