package io.kadvisor.docs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The JSON Schema of a record type, as the wire writes it: from its components and their
 * annotations.
 */
final class ValueSchema {
  private static final Set<Class<?>> WHOLE =
      Set.of(int.class, long.class, Integer.class, Long.class);
  private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);
  private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class);

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode definitions = json.createObjectNode();
  private final RecordWords words;

  ValueSchema(RecordWords words) {
    this.words = words;
  }

  /**
   * The schema of a topic's values.
   *
   * @param id a URN
   */
  ObjectNode of(String id, String title, Class<?> type) {
    ObjectNode schema = json.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("title", title);
    schema.put(
        "description",
        words.of(type) + " Fields that are not listed may appear and are to be ignored.");
    schema.setAll(value(type));
    schema.set("$defs", definitions);
    return schema;
  }

  private ObjectNode value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    return plain((Class<?>) type);
  }

  private ObjectNode generic(ParameterizedType type) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return value(arguments[0]);
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = typed("object");
      map.set("additionalProperties", value(arguments[1]));
      return map;
    }
    if (Collection.class.isAssignableFrom(raw)) {
      ObjectNode array = typed("array");
      array.set("items", value(arguments[0]));
      return array;
    }
    throw new IllegalArgumentException("no schema for " + type);
  }

  private ObjectNode plain(Class<?> type) {
    if (WHOLE.contains(type)) {
      return typed("integer");
    }
    if (NUMBERS.contains(type)) {
      return typed("number");
    }
    if (FLAGS.contains(type)) {
      return typed("boolean");
    }
    if (type == String.class) {
      return typed("string");
    }
    if (type == Instant.class) {
      return typed("string").put("format", "date-time");
    }
    if (type == Duration.class) {
      return typed("string").put("format", "duration");
    }
    if (type.isArray()) {
      return array(type.getComponentType());
    }
    if (type.isEnum()) {
      return constants(type);
    }
    return written(type).map(this::value).orElseGet(() -> defined(type));
  }

  private ObjectNode typed(String name) {
    return json.createObjectNode().put("type", name);
  }

  /** Boxed elements may be missing. */
  private ObjectNode array(Class<?> element) {
    ObjectNode items = plain(element);
    if (!element.isPrimitive()) {
      items.set("type", json.createArrayNode().add(items.get("type")).add("null"));
    }
    ObjectNode array = typed("array");
    array.set("items", items);
    return array;
  }

  private ObjectNode constants(Class<?> type) {
    ArrayNode names = json.createArrayNode();
    Arrays.stream(type.getEnumConstants())
        .forEach(constant -> names.add(name(type, (Enum<?>) constant)));
    ObjectNode constants = json.createObjectNode();
    constants.set("enum", names);
    return constants;
  }

  private static String name(Class<?> type, Enum<?> constant) {
    try {
      JsonProperty given = type.getField(constant.name()).getAnnotation(JsonProperty.class);
      return given == null ? constant.name() : given.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("every enum constant is a field", e);
    }
  }

  /** What stands for the whole on the wire, for types of a single value. */
  private static Optional<Type> written(Class<?> type) {
    Stream<Type> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonValue.class))
            .map(method -> method.getGenericReturnType());
    return methods.findFirst();
  }

  private ObjectNode defined(Class<?> type) {
    String name = type.getName().replaceFirst(".*\\.", "").replace('$', '.');
    if (!definitions.has(name)) {
      definitions.set(name, json.createObjectNode());
      definitions.set(name, type.isSealed() ? oneOf(type) : object(type));
    }
    return json.createObjectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode oneOf(Class<?> type) {
    ArrayNode kinds = json.createArrayNode();
    Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
        .forEach(kind -> kinds.add(value(kind.value())));
    ObjectNode schema = json.createObjectNode();
    schema.set("oneOf", kinds);
    return schema;
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode properties = json.createObjectNode();
    ArrayNode required = json.createArrayNode();
    tag(type)
        .ifPresent(tag -> properties.set(tag, json.createObjectNode().put("const", kind(type))));
    tag(type).ifPresent(required::add);
    Map<String, String> described = words.ofComponents(type);
    for (Parameter component : creator(type).getParameters()) {
      String name = name(component);
      ObjectNode value = value(component.getParameterizedType());
      Optional.ofNullable(described.get(name)).ifPresent(text -> value.put("description", text));
      properties.set(name, value);
      if (!mayBeMissing(component)) {
        required.add(name);
      }
    }
    for (Method derived : type.getDeclaredMethods()) {
      JsonProperty written = derived.getAnnotation(JsonProperty.class);
      if (written != null && written.access() == JsonProperty.Access.READ_ONLY) {
        properties.set(derived.getName(), value(derived.getGenericReturnType()));
      }
    }
    ObjectNode object = typed("object");
    Optional.of(words.of(type))
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> object.put("description", text));
    object.set("properties", properties);
    object.set("required", required);
    return object;
  }

  private static String name(Parameter component) {
    JsonProperty given = component.getAnnotation(JsonProperty.class);
    return given == null ? component.getName() : given.value();
  }

  /** Besides what is optional: what is left out when empty, and what older writers did not know. */
  private static boolean mayBeMissing(Parameter component) {
    return component.getType() == Optional.class
        || component.isAnnotationPresent(JsonInclude.class);
  }

  /** The field that tells the kinds of a sealed type apart. */
  private static Optional<String> tag(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .filter(
            parent ->
                parent.isAnnotationPresent(JsonTypeInfo.class)
                    && type.isAnnotationPresent(JsonTypeName.class))
        .map(parent -> parent.getAnnotation(JsonTypeInfo.class).property())
        .findFirst();
  }

  private static String kind(Class<?> type) {
    return type.getAnnotation(JsonTypeName.class).value();
  }

  /** The constructor that reads the JSON: a record's own, or the one that is marked. */
  private static Constructor<?> creator(Class<?> type) {
    Constructor<?>[] all = type.getDeclaredConstructors();
    return Arrays.stream(all)
        .filter(each -> each.isAnnotationPresent(JsonCreator.class))
        .findFirst()
        .or(
            () ->
                Arrays.stream(all)
                    .filter(each -> each.getParameterCount() == components(type))
                    .findFirst())
        .orElseThrow(() -> new IllegalArgumentException("nothing reads a " + type.getName()));
  }

  private static int components(Class<?> type) {
    return type.isRecord() ? type.getRecordComponents().length : -1;
  }
}
