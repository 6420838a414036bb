package io.kadvisor.collector.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControlCallsTest {
  private static final long ASKED = 10_000;
  private static final long ANSWERED = 10_040;

  @Test
  void shouldMeasureNoSkewWhenTheLeadersClockLiesWithinTheCall() {
    assertThat(ControlCalls.skew(ASKED, ASKED, ANSWERED)).isZero();
    assertThat(ControlCalls.skew(10_020, ASKED, ANSWERED)).isZero();
    assertThat(ControlCalls.skew(ANSWERED, ASKED, ANSWERED)).isZero();
  }

  @Test
  void shouldMeasureHowFarTheLeadersClockIsBehindOrAhead() {
    assertThat(ControlCalls.skew(9_000, ASKED, ANSWERED)).isEqualTo(Duration.ofMillis(-1_000));
    assertThat(ControlCalls.skew(12_040, ASKED, ANSWERED)).isEqualTo(Duration.ofSeconds(2));
  }
}
