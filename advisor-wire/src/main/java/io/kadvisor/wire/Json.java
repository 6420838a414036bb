package io.kadvisor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * How records become JSON, everywhere: instants as ISO-8601 in UTC with milliseconds (finer parts
 * are cut), durations as ISO-8601, absent fields left out, unknown fields accepted, sets and map
 * keys in order, so that equal records are equal bytes.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(new ColumnParser.Factory())
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(ownTypes())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  /** The one mapper; configured, shared and not to be changed. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  private static SimpleModule ownTypes() {
    SimpleModule module = new SimpleModule("kadvisor");
    module.addSerializer(Instant.class, new InstantWriter());
    module.addDeserializer(Instant.class, new InstantReader());
    module.addSerializer(new Ordered());
    ColumnReaders.addTo(module);
    module.addKeyDeserializer(BrokerId.class, key(text -> new BrokerId(Integer.parseInt(text))));
    module.addKeyDeserializer(GroupId.class, key(GroupId::new));
    return module;
  }

  private static KeyDeserializer key(Function<String, Object> reader) {
    return new KeyDeserializer() {
      @Override
      public Object deserializeKey(String text, DeserializationContext context) {
        return reader.apply(text);
      }
    };
  }

  /**
   * {@code Set.copyOf} has another order in each process; elements here are ids and enums, all
   * comparable.
   */
  private static final class Ordered extends StdSerializer<Set<?>> {
    private static final long serialVersionUID = 1;

    Ordered() {
      super(Set.class, false);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Set<?> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Set<?> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (Object element : new TreeSet<>(value)) {
        provider.defaultSerializeValue(element, out);
      }
      out.writeEndArray();
    }
  }
}
