package io.kadvisor.localcluster.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateShapeTest {
  @Test
  void shouldKeepItsMeanWhenBursty() {
    var rate = RateShape.bursty(40, Duration.ofSeconds(30), Duration.ofSeconds(6));

    assertThat(sent(rate, 200, Duration.ofSeconds(300))).isCloseTo(12_000, within(120));
  }

  @Test
  void shouldSendMostWhenInBurst() {
    var rate = RateShape.bursty(40, Duration.ofSeconds(30), Duration.ofSeconds(6));

    assertThat(rate.at(Duration.ofSeconds(33))).isEqualTo(10 * rate.at(Duration.ofSeconds(40)));
  }

  @Test
  void shouldRefuseWhenRateIsNoNumber() {
    assertThatThrownBy(() -> RateShape.steady(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotMakeGoodWhenHeldUpForLong() {
    var pacer = new Pacer();

    assertThat(pacer.due(RateShape.steady(10), Duration.ofSeconds(60))).isEqualTo(10);
  }

  @Property
  void shouldHoldRateWhateverTheTick(@ForAll @IntRange(min = 1, max = 900) int tick) {
    assertThat(sent(RateShape.steady(7), tick, Duration.ofSeconds(100))).isBetween(693, 700);
  }

  private static int sent(RateShape rate, int tickMilliseconds, Duration time) {
    var pacer = new Pacer();
    int sent = 0;
    for (long now = tickMilliseconds; now <= time.toMillis(); now += tickMilliseconds) {
      sent += pacer.due(rate, Duration.ofMillis(now));
    }
    return sent;
  }
}
