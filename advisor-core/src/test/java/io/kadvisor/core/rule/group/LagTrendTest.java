package io.kadvisor.core.rule.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.memory.GroupMemory.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LagTrendTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void shouldSeeNoWayWhenALagIsASaw() {
    assertThat(trend(0, 2, 4, 1, 3, 0).tau()).isCloseTo(0, within(0.01));
  }

  @Test
  void shouldSeeAWayWhenASawRises() {
    assertThat(trend(0, 30, 20, 50, 40, 70).tau()).isGreaterThan(0.6);
  }

  @Test
  void shouldCompareThirdsWhenAskedForGrowth() {
    LagTrend trend = trend(10, 30, 500, 600, 70, 90);

    assertThat(trend.lagBefore()).isEqualTo(20);
    assertThat(trend.lagAfter()).isEqualTo(80);
  }

  @Test
  void shouldLookBackNoFurtherThanTheWindow() {
    LagTrend trend = LagTrend.over(Duration.ofSeconds(30), trend(1, 2, 3, 4, 5, 6).points());

    assertThat(trend.points()).extracting(Point::lag).containsExactly(3L, 4L, 5L, 6L);
    assertThat(trend.covers(Duration.ofSeconds(30))).isTrue();
    assertThat(trend.covers(Duration.ofSeconds(40))).isFalse();
  }

  @Property
  void shouldTurnAroundWhenTheLagDoes(
      @ForAll @Size(min = 2, max = 20) List<@LongRange(min = 0, max = 1000) Long> lags) {
    List<Long> mirrored = lags.stream().map(lag -> 1000 - lag).toList();

    assertThat(trend(lags).tau()).isCloseTo(-trend(mirrored).tau(), within(1e-9));
  }

  @Property
  void shouldNotFallWhenTheNewestLagIsHigher(
      @ForAll @Size(min = 2, max = 20) List<@LongRange(min = 0, max = 1000) Long> lags,
      @ForAll @LongRange(min = 0, max = 1000) long more) {
    List<Long> higher = new ArrayList<>(lags);
    higher.set(lags.size() - 1, lags.get(lags.size() - 1) + more);

    assertThat(trend(higher).tau()).isGreaterThanOrEqualTo(trend(lags).tau());
    assertThat(trend(higher).lagAfter()).isGreaterThanOrEqualTo(trend(lags).lagAfter());
  }

  private static LagTrend trend(long... lags) {
    return trend(java.util.Arrays.stream(lags).boxed().toList());
  }

  private static LagTrend trend(List<Long> lags) {
    List<Point> points = new ArrayList<>();
    for (int n = 0; n < lags.size(); n++) {
      points.add(new Point(START.plusSeconds(10L * n), lags.get(n), 0, lags.get(n)));
    }
    return new LagTrend(points);
  }
}
