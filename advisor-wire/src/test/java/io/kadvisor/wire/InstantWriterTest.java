package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantWriterTest {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  @Property(tries = 1000)
  void shouldWriteAsTheFormatterOfMilliseconds(
      @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano)
      throws JsonProcessingException {
    Instant instant = Instant.ofEpochSecond(second, nano);

    assertThat(write(instant)).isEqualTo(MILLISECONDS.format(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2024-02-29T09:08:07.006Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999Z"
      })
  void shouldWriteEveryYear(String text) throws JsonProcessingException {
    assertThat(write(Instant.parse(text))).isEqualTo(MILLISECONDS.format(Instant.parse(text)));
  }

  private static String write(Instant instant) throws JsonProcessingException {
    return Json.mapper().readValue(Json.mapper().writeValueAsString(instant), String.class);
  }
}
