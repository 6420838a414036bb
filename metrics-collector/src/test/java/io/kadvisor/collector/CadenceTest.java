package io.kadvisor.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
  private final Cadence cadence = new Cadence(Duration.ofSeconds(5), Duration.ofSeconds(60));

  @Test
  void shouldUseWholeMillisecondsThatOnlyGrowWhenTheClockGoesBackALittle() {
    Instant first = cadence.begin(NOW);
    assertThat(cadence.setBack(NOW.minusSeconds(2))).isFalse();
    Instant second = cadence.begin(NOW.minusSeconds(2));

    assertThat(first).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
    assertThat(second).isEqualTo(first.plusMillis(1));
    assertThat(cadence.begin(NOW.plusSeconds(5))).isAfter(second);
  }

  @Test
  void shouldForgetAllTimesWhenTheClockWasSetBack() {
    cadence.begin(NOW);
    cadence.slowDone(NOW);
    Instant past = NOW.minusSeconds(3_600);

    assertThat(cadence.setBack(past)).isTrue();
    cadence.startAnew();

    assertThat(cadence.setBack(past)).isFalse();
    assertThat(cadence.slowDue(past)).isTrue();
    assertThat(cadence.begin(past)).isBefore(NOW.minusSeconds(3_599));
  }

  @Test
  void shouldNeverWaitLongerThanThePeriodWhenTheClockIsSetBackDuringASweep() {
    assertThat(cadence.untilNext(NOW, NOW.minusSeconds(3_600))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldBeSlowFirstAndAgainWhenAMinuteHasPassed() {
    assertThat(cadence.slowDue(NOW)).isTrue();
    cadence.slowDone(NOW);

    assertThat(cadence.slowDue(NOW.plusSeconds(55))).isFalse();
    assertThat(cadence.slowDue(NOW.plusSeconds(58))).isTrue();
  }

  @Test
  void shouldNotWaitWhenASweepTookLongerThanItsPeriod() {
    assertThat(cadence.untilNext(NOW, NOW.plusSeconds(2))).isEqualTo(Duration.ofSeconds(3));
    assertThat(cadence.untilNext(NOW, NOW.plusSeconds(9))).isZero();
  }

  @Test
  void shouldShareTheDeadlineOfACallFromThePeriod() {
    assertThat(Lane.capacity(Duration.ofSeconds(2))).isEqualTo(6);
    assertThat(Lane.capacity(Duration.ofSeconds(60))).isEqualTo(2);
    assertThat(Lane.gapAfter(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(15));
    assertThat(Lane.gapAfter(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(30));
  }
}
