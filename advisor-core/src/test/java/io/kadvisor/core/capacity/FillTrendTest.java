package io.kadvisor.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.memory.LoadMemory.Filling;
import io.kadvisor.model.sample.LongColumn;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class FillTrendTest {
  private static final long MIB = 1024 * 1024;

  /** One level a minute. */
  private static Filling levels(long... used) {
    long[] at = IntStream.range(0, used.length).mapToLong(i -> i * 60_000L).toArray();
    return new Filling("/data", LongColumn.of(at), LongColumn.of(used));
  }

  @Property
  void shouldForetellTheEndOfAStraightLine(
      @ForAll @LongRange(min = 1, max = 10_000) long perMinute,
      @ForAll @IntRange(min = 4, max = 12) int points) {
    long[] used = IntStream.range(0, points).mapToLong(i -> i * perMinute * MIB).toArray();
    FillTrend trend = FillTrend.of(levels(used)).orElseThrow();
    Duration full = trend.full(perMinute * MIB * 30).orElseThrow().expected();

    assertThat(trend.bytesPerSecond()).isEqualTo(perMinute * MIB / 60.0, within(1.0));
    assertThat(full).isBetween(Duration.ofSeconds(1799), Duration.ofSeconds(1801));
  }

  @Example
  void shouldNotAverageWithTheCalmBeforeIt() {
    FillTrend trend =
        FillTrend.of(levels(50, 50, 50, 50, 50, 50, 50, 60 * MIB, 120 * MIB, 180 * MIB, 240 * MIB))
            .orElseThrow();

    assertThat(trend.bytesPerSecond()).isEqualTo(1.0 * MIB, within(0.01 * MIB));
    assertThat(trend.over()).isEqualTo(Duration.ofMinutes(3));
  }

  @Example
  void shouldGiveARangeWhenTheLevelsWaver() {
    FillTrend trend =
        FillTrend.of(levels(0, 110 * MIB, 190 * MIB, 310 * MIB, 395 * MIB)).orElseThrow();
    FillTrend.Full full = trend.full(1000 * MIB).orElseThrow();

    assertThat(full.soonest()).isLessThan(full.expected());
    assertThat(full.latest().orElseThrow()).isGreaterThan(full.expected());
  }

  @Example
  void shouldForetellNothingWhenItIsChanceOrEmpties() {
    assertThat(FillTrend.of(levels(10, 900, 10, 905, 15)).flatMap(t -> t.full(1000))).isEmpty();
    assertThat(FillTrend.of(levels(400, 300, 200, 100)).flatMap(t -> t.full(1000))).isEmpty();
    assertThat(FillTrend.of(levels(100, 100, 100, 100)).flatMap(t -> t.full(1000))).isEmpty();
    assertThat(FillTrend.of(levels(100, 200, 300))).isEmpty();
  }
}
