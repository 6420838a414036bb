package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void shouldBeAbsentWhenNothingWasMeasured() {
    assertThat(Percentiles.of(List.of())).isEmpty();
  }

  @Test
  void shouldTellPercentilesToTwoDigits() {
    List<Long> millis =
        LongStream.rangeClosed(1, 100).mapToObj(ms -> Duration.ofMillis(ms).toNanos()).toList();

    Percentiles all = Percentiles.of(millis).orElseThrow();

    assertThat(all.p50()).isBetween(Duration.ofMillis(50), Duration.ofMillis(51));
    assertThat(all.p95()).isBetween(Duration.ofMillis(95), Duration.ofMillis(96));
    assertThat(all.p99()).isBetween(Duration.ofMillis(99), Duration.ofMillis(100));
    assertThat(all.max()).isBetween(Duration.ofMillis(100), Duration.ofMillis(101));
  }
}
