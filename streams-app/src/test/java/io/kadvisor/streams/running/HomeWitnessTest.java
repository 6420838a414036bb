package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HomeWitnessTest {
  private static final Instant START = Instant.EPOCH;
  private double received = 100;
  private final HomeWitness home = new HomeWitness(() -> received);

  @Test
  void shouldAnswerWhileBytesCome() {
    for (int second = 0; second < 20; second += 2) {
      received += 10;
      assertThat(home.test(START.plusSeconds(second))).isTrue();
    }
  }

  @Test
  void shouldNotAnswerWhenBytesStandStillForLongerThanThreeSeconds() {
    home.test(START);

    assertThat(home.test(START.plusSeconds(3))).isTrue();
    assertThat(home.test(START.plusMillis(3_001))).isFalse();
  }

  @Test
  void shouldAnswerAgainWhenBytesCome() {
    home.test(START);
    home.test(START.plusSeconds(60));

    received += 1;

    assertThat(home.test(START.plusSeconds(61))).isTrue();
  }
}
