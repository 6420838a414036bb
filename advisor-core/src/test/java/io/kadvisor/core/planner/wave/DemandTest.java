package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.Amounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static Throttle throttle(LedCluster cluster) {
    var demand = new Demand(3);
    demand.add(cluster.leaderToIdle());
    return demand.throttle(new Traffic(cluster.model())).orElseThrow();
  }

  @Test
  void shouldTakeTheRateOfTheTargetWhenThatHasLeastToSpare() {
    Throttle throttle = throttle(new LedCluster());

    assertThat(throttle.kilobytesPerSecond()).isCloseTo(45_000, within(1e-6));
    assertThat(throttle.broker()).isEqualTo(LedCluster.IDLE);
    assertThat(throttle.sends()).isFalse();
    assertThat(throttle.headroom()).isEqualTo(50_000);
    assertThat(throttle.exceedsHeadroom()).isFalse();
    // 1,000 MB at 25,000 KB/s: what is left beside the 20,000 that are written meanwhile.
    assertThat(throttle.duration()).isEqualTo(Duration.ofSeconds(41));
  }

  @Test
  void shouldTakeTheRateOfTheSourceWhenThatHasLeastToSpare() {
    var cluster =
        new LedCluster()
            .withLeader(new Amounts(100, 1e6, 100_000, 110_000))
            .withIdle(new Amounts(100, 1e6, 100_000, 90_000));

    Throttle throttle = throttle(cluster);

    assertThat(throttle.kilobytesPerSecond()).isCloseTo(54_000, within(1e-6));
    assertThat(throttle.broker()).isEqualTo(LedCluster.LEADER);
    assertThat(throttle.sends()).isTrue();
    assertThat(throttle.headroom()).isEqualTo(60_000);
  }

  @Test
  void shouldTakeTwiceWhatIsWrittenMeanwhileWhenLessWouldHardlyEnd() {
    Throttle throttle = throttle(new LedCluster().withIdle(new Amounts(100, 1e6, 15_000, 90_000)));

    assertThat(throttle.kilobytesPerSecond()).isEqualTo(40_000);
    assertThat(throttle.headroom()).isEqualTo(15_000);
    assertThat(throttle.exceedsHeadroom()).isTrue();
  }

  @Test
  void shouldHaveNoThrottleWhenNothingIsCopied() {
    var demand = new Demand(3);

    assertThat(demand.throttle(new Traffic(new LedCluster().model()))).isEmpty();
  }
}
