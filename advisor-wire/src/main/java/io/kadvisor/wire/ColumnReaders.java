package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Columns read at once where they are plain, else token by token: without a boxed number or a call
 * by reflection for each of them, since most of a sweep is columns.
 */
final class ColumnReaders {
  /** Most columns are rows of replicas or partitions of a topic. */
  private static final int USUAL = 16;

  private ColumnReaders() {}

  static void addTo(SimpleModule module) {
    module.addDeserializer(IntColumn.class, new Ints());
    module.addDeserializer(LongColumn.class, new Longs());
  }

  private static final class Ints extends StdDeserializer<IntColumn> {
    private static final long serialVersionUID = 1;

    private final ShortColumns shared = new ShortColumns();

    Ints() {
      super(IntColumn.class);
    }

    @Override
    public IntColumn deserialize(JsonParser in, DeserializationContext context) throws IOException {
      requireArray(in, context, this);
      Optional<long[]> plain = plain(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
      return plain.isPresent() ? column(plain.get()) : byToken(in, context);
    }

    private IntColumn column(long[] plain) {
      int[] values = new int[plain.length];
      for (int row = 0; row < values.length; row++) {
        values[row] = (int) plain[row];
      }
      return values.length <= ShortColumns.LONGEST ? shared.of(values) : IntColumn.of(values);
    }

    private IntColumn byToken(JsonParser in, DeserializationContext context) throws IOException {
      int[] values = new int[USUAL];
      int size = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (size == values.length) {
          values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = _parseIntPrimitive(in, context);
      }
      return IntColumn.of(Arrays.copyOf(values, size));
    }
  }

  private static final class Longs extends StdDeserializer<LongColumn> {
    private static final long serialVersionUID = 1;

    Longs() {
      super(LongColumn.class);
    }

    @Override
    public LongColumn deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      requireArray(in, context, this);
      Optional<long[]> plain = plain(in, LongColumn.ABSENT + 1, Long.MAX_VALUE);
      return plain.isPresent() ? LongColumn.of(plain.get()) : byToken(in, context);
    }

    private LongColumn byToken(JsonParser in, DeserializationContext context) throws IOException {
      long[] values = new long[USUAL];
      int size = 0;
      for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
        if (size == values.length) {
          values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] =
            next == JsonToken.VALUE_NULL ? LongColumn.ABSENT : _parseLongPrimitive(in, context);
      }
      return LongColumn.of(size == values.length ? values : Arrays.copyOf(values, size));
    }
  }

  /** Read at once, when it can be; its end is the current token then. */
  private static Optional<long[]> plain(JsonParser in, long least, long most) throws IOException {
    if (!(in instanceof ColumnParser columns)) {
      return Optional.empty();
    }
    Optional<long[]> numbers = columns.numbers(least, most);
    if (numbers.isPresent()) {
      in.nextToken();
    }
    return numbers;
  }

  private static void requireArray(
      JsonParser in, DeserializationContext context, StdDeserializer<?> reader) throws IOException {
    if (!in.isExpectedStartArrayToken()) {
      context.reportInputMismatch(reader, "a column is an array of numbers");
    }
  }
}
