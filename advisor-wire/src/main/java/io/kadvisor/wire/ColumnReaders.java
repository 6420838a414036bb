package io.kadvisor.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    ShortColumns shared = new ShortColumns();
    module.addDeserializer(IntColumn.class, new Ints(shared));
    module.addDeserializer(LongColumn.class, new Longs());
    module.setDeserializerModifier(new RowsFirst(new KnownRows(), shared));
  }

  /** Lists of columns are read at once, too, where they can be. */
  private static final class RowsFirst extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    private final KnownRows known;
    private final ShortColumns shared;

    RowsFirst(KnownRows known, ShortColumns shared) {
      this.known = known;
      this.shared = shared;
    }

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription description,
        JsonDeserializer<?> reader) {
      // Jackson has made a list of the interface an array list by now
      return type.getContentType().hasRawClass(IntColumn.class) && type.hasRawClass(ArrayList.class)
          ? new Rows(reader, known, shared)
          : reader;
    }
  }

  private static final class Rows extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private final KnownRows known;
    private final ShortColumns shared;

    Rows(JsonDeserializer<?> byToken, KnownRows known, ShortColumns shared) {
      super(byToken);
      this.known = known;
      this.shared = shared;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> byToken) {
      return new Rows(byToken, known, shared);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (in instanceof ColumnParser columns && in.hasToken(JsonToken.START_ARRAY)) {
        Optional<List<IntColumn>> plain = columns.rows(known, shared);
        if (plain.isPresent()) {
          in.nextToken();
          return plain.get();
        }
      }
      return super.deserialize(in, context);
    }
  }

  private static final class Ints extends StdDeserializer<IntColumn> {
    private static final long serialVersionUID = 1;

    private final ShortColumns shared;

    Ints(ShortColumns shared) {
      super(IntColumn.class);
      this.shared = shared;
    }

    @Override
    public IntColumn deserialize(JsonParser in, DeserializationContext context) throws IOException {
      requireArray(in, context, this);
      if (in instanceof ColumnParser columns) {
        Optional<IntColumn> plain = columns.ints(shared);
        if (plain.isPresent()) {
          in.nextToken();
          return plain.get();
        }
      }
      return byToken(in, context);
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
      if (in instanceof ColumnParser columns) {
        Optional<LongColumn> plain = columns.longs();
        if (plain.isPresent()) {
          in.nextToken();
          return plain.get();
        }
      }
      return byToken(in, context);
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

  private static void requireArray(
      JsonParser in, DeserializationContext context, StdDeserializer<?> reader) throws IOException {
    if (!in.isExpectedStartArrayToken()) {
      context.reportInputMismatch(reader, "a column is an array of numbers");
    }
  }
}
