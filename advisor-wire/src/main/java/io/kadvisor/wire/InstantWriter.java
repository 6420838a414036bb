package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Instants as {@code 2026-03-02T10:00:00.000Z}, finer parts cut: written by their places while the
 * year has four digits, since every window, finding and history of a group holds several.
 */
final class InstantWriter extends StdSerializer<Instant> {
  private static final long serialVersionUID = 1;
  private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  InstantWriter() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(text(value));
  }

  private static String text(Instant value) {
    boolean plain = !value.isBefore(YEAR_0) && value.isBefore(YEAR_10000);
    return plain ? plain(value) : ANY.format(value);
  }

  private static String plain(Instant value) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), ZoneOffset.UTC);
    char[] text = InstantReader.FORM.toCharArray();
    put(text, 0, 4, time.getYear());
    put(text, 5, 7, time.getMonthValue());
    put(text, 8, 10, time.getDayOfMonth());
    put(text, 11, 13, time.getHour());
    put(text, 14, 16, time.getMinute());
    put(text, 17, 19, time.getSecond());
    put(text, 20, 23, time.getNano() / InstantReader.NANOS_PER_MILLI);
    return new String(text);
  }

  private static void put(char[] text, int from, int to, int number) {
    int left = number;
    for (int at = to - 1; at >= from; at--) {
      text[at] = (char) ('0' + left % 10);
      left /= 10;
    }
  }
}
