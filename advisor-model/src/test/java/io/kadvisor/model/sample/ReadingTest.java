package io.kadvisor.model.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

  private static Reading bytesIn(double value, Reading.Previous previous) {
    return new Reading(Metric.BYTES_IN, value, NOW, Fact.Source.JMX, Optional.ofNullable(previous));
  }

  @Test
  void shouldGiveGrowthASecondWhenThereIsAPreviousReading() {
    assertThat(bytesIn(300, new Reading.Previous(100, NOW.minusSeconds(10))).rate()).hasValue(20);
  }

  @Test
  void shouldGiveNoRateWhenTheCounterFell() {
    assertThat(bytesIn(5, new Reading.Previous(100, NOW.minusSeconds(10))).rate()).isEmpty();
  }

  @Test
  void shouldGiveNoRateWhenThereIsNoPreviousReadingOrNoTimeBetween() {
    assertThat(bytesIn(5, null).rate()).isEmpty();
    assertThat(bytesIn(5, new Reading.Previous(1, NOW)).rate()).isEmpty();
  }

  @Test
  void shouldCountNoLagBelowTheLogStartWhenRetentionRemovedRecords() {
    var commits =
        new GroupSample.Commits(
            new io.kadvisor.model.TopicName("orders"),
            Optional.empty(),
            IntColumn.of(0, 1, 2),
            LongColumn.of(10, LongColumn.ABSENT, 90),
            LongColumn.of(100, 100, 80),
            LongColumn.of(40, 0, 0),
            LongColumn.empty(),
            IntColumn.of(-1, -1, -1),
            LongColumn.empty(),
            LongColumn.empty());

    assertThat(commits.lag(0)).hasValue(60);
    assertThat(commits.lag(1)).isEmpty();
    assertThat(commits.lag(2)).hasValue(0);
  }
}
