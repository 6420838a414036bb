package io.kadvisor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {
  @Property(tries = 300)
  void shouldReadWhatIsWritten(@ForAll @LongRange(min = 0, max = 200_000_000_000_000L) long millis)
      throws JsonProcessingException {
    Instant instant = Instant.ofEpochMilli(millis);

    assertThat(read(Json.mapper().writeValueAsString(instant))).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-02T10:00:00Z",
        "2026-03-02T10:00:00.123456Z",
        "2026-03-02T12:00:00.000+02:00",
        "2026-03-02T24:00:00.000Z"
      })
  void shouldReadOtherForms(String text) throws JsonProcessingException {
    assertThat(read('"' + text + '"')).isAfter(Instant.parse("2026-03-02T09:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13-02T10:00:00.000Z", "2026-02-30T10:00:00.000Z", "yesterday"})
  void shouldRefuseWhatIsNoInstant(String text) {
    assertThatThrownBy(() -> read('"' + text + '"')).isInstanceOf(InvalidFormatException.class);
  }

  private static Instant read(String json) throws JsonProcessingException {
    return Json.mapper().readValue(json, Instant.class);
  }
}
