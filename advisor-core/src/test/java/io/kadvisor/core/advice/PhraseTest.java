package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.85S,850 ms",
    "PT45S,45 s",
    "PT4M10S,4 min 10 s",
    "PT5M,5 min",
    "PT2H5M9S,2 h 5 min",
    "PT76H,3 d 4 h"
  })
  void shouldNameTheTwoLargestUnitsWhenTellingADuration(Duration duration, String told) {
    assertThat(Phrase.duration(duration)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"0,0 partitions", "1,1 partition", "41,41 partitions"})
  void shouldAgreeWithTheNumberWhenCounting(long number, String told) {
    assertThat(Phrase.count(number, "partition")).isEqualTo(told);
  }

  @Test
  void shouldSplitThousandsWhenCounting() {
    assertThat(Phrase.count(1_234_567, "copy")).isEqualTo("1,234,567 copies");
  }

  @Test
  void shouldTellUtcWhereverItRuns() {
    assertThat(Phrase.time(Instant.parse("2026-11-21T03:20:10.999Z")))
        .isEqualTo("2026-11-21 03:20:10 UTC");
  }

  @Test
  void shouldCountTheRestWhenAListIsLong() {
    assertThat(Phrase.list(List.of("a", "b", "c", "d"), 2)).isEqualTo("a, b and 2 more");
    assertThat(Phrase.list(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
    assertThat(Phrase.list(List.of("a"), 3)).isEqualTo("a");
    assertThat(Phrase.list(List.of(), 3)).isEmpty();
  }
}
