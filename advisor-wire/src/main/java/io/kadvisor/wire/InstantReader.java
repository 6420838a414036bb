package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Instants as this module writes them, {@code 2026-03-02T10:00:00.000Z}, read by their places; any
 * other form as Jackson reads it. Every sample of a sweep holds two or three.
 */
final class InstantReader extends StdDeserializer<Instant> {
  private static final long serialVersionUID = 1;
  static final int NANOS_PER_MILLI = 1_000_000;
  static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";

  InstantReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (in.hasToken(JsonToken.VALUE_STRING) && isOwn(in.getText())) {
      try {
        return read(in.getText());
      } catch (DateTimeException e) {
        // midnight as 24:00, or no time at all: Jackson knows
        return InstantDeserializer.INSTANT.deserialize(in, context);
      }
    }
    return InstantDeserializer.INSTANT.deserialize(in, context);
  }

  private static boolean isOwn(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      char wanted = FORM.charAt(at);
      char found = text.charAt(at);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static Instant read(String text) {
    LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    LocalTime time =
        LocalTime.of(
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            number(text, 20, 23) * NANOS_PER_MILLI);
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = 10 * number + text.charAt(at) - '0';
    }
    return number;
  }
}
