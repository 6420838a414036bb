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

/**
 * Columns read token by token, without a boxed number or a call by reflection for each of them:
 * most of a sweep is columns.
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

    Ints() {
      super(IntColumn.class);
    }

    @Override
    public IntColumn deserialize(JsonParser in, DeserializationContext context) throws IOException {
      requireArray(in, context, this);
      int[] values = new int[USUAL];
      int size = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (size == values.length) {
          values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = _parseIntPrimitive(in, context);
      }
      return IntColumn.of(size == values.length ? values : Arrays.copyOf(values, size));
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

  private static void requireArray(
      JsonParser in, DeserializationContext context, StdDeserializer<?> reader) throws IOException {
    if (!in.isExpectedStartArrayToken()) {
      context.reportInputMismatch(reader, "a column is an array of numbers");
    }
  }
}
