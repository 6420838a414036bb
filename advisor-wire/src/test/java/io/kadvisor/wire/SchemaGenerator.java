package io.kadvisor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the JSON Schema of a record type from the type: what is not Optional is required, what is
 * unknown is allowed. One use, one schema.
 */
final class SchemaGenerator {
  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          int.class, "integer",
          long.class, "integer",
          Integer.class, "integer",
          Long.class, "integer",
          double.class, "number",
          Double.class, "number",
          boolean.class, "boolean",
          String.class, "string");

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  static ObjectNode schemaOf(Topic<?> topic) {
    return new SchemaGenerator().root(topic);
  }

  private ObjectNode root(Topic<?> topic) {
    ObjectNode root = object();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$id", "urn:kadvisor:" + topic.shortName() + ":1");
    root.put("title", topic.shortName());
    root.put("description", topic.description());
    root.setAll(of(topic.valueType().orElseThrow()));
    ObjectNode defs = object();
    definitions.forEach(defs::set);
    root.set("$defs", defs);
    return root;
  }

  private ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (type instanceof GenericArrayType array) {
      return list(of(array.getGenericComponentType()));
    }
    return plain((Class<?>) type);
  }

  private ObjectNode generic(ParameterizedType type) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return of(arguments[0]);
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = object().put("type", "object");
      map.set("additionalProperties", of(arguments[1]));
      return map;
    }
    return list(of(arguments[0]));
  }

  private ObjectNode plain(Class<?> type) {
    if (SIMPLE.containsKey(type)) {
      return object().put("type", SIMPLE.get(type));
    }
    if (type == Instant.class) {
      return object().put("type", "string").put("format", "date-time");
    }
    if (type == Duration.class) {
      return object().put("type", "string").put("format", "duration");
    }
    if (type.isArray()) {
      return list(element(type.getComponentType()));
    }
    return type.isEnum()
        ? constants(type)
        : valueOf(type).map(this::of).orElseGet(() -> named(type));
  }

  /** A boxed element of an array may be null: a value that was not observed. */
  private ObjectNode element(Class<?> type) {
    if (type != Long.class) {
      return of(type);
    }
    ObjectNode nullable = object();
    nullable.putArray("type").add("integer").add("null");
    return nullable;
  }

  private static ObjectNode constants(Class<?> type) {
    ObjectNode constants = object().put("type", "string");
    ArrayNode names = constants.putArray("enum");
    for (Field field : type.getFields()) {
      if (field.isEnumConstant()) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        names.add(property == null ? field.getName() : property.value());
      }
    }
    return constants;
  }

  /** What stands for the type in JSON, where that is one value. */
  private static Optional<Type> valueOf(Class<?> type) {
    if (type.isRecord()) {
      Optional<Type> component =
          Arrays.stream(type.getRecordComponents())
              .filter(c -> c.getAccessor().isAnnotationPresent(JsonValue.class))
              .map(RecordComponent::getGenericType)
              .findFirst();
      if (component.isPresent()) {
        return component;
      }
    }
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .map(Method::getGenericReturnType)
        .findFirst();
  }

  private ObjectNode named(Class<?> type) {
    String name = nameOf(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, object());
      definitions.put(name, type.isSealed() ? oneOf(type) : record(type));
    }
    return object().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode oneOf(Class<?> type) {
    ObjectNode choice = object();
    ArrayNode alternatives = choice.putArray("oneOf");
    for (JsonSubTypes.Type sub : type.getAnnotation(JsonSubTypes.class).value()) {
      alternatives.add(named(sub.value()));
    }
    return choice;
  }

  private ObjectNode record(Class<?> type) {
    ObjectNode node = object().put("type", "object");
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = node.putArray("required");
    tagOf(type)
        .ifPresent(
            tag -> {
              properties.putObject("type").put("const", tag);
              required.add("type");
            });
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(component.getName(), of(component.getGenericType()));
      if (always(type, component)) {
        required.add(component.getName());
      }
    }
    return node;
  }

  private static Optional<String> tagOf(Class<?> type) {
    boolean tagged =
        Arrays.stream(type.getInterfaces())
            .anyMatch(i -> i.isAnnotationPresent(JsonTypeInfo.class));
    return tagged ? Optional.of(type.getAnnotation(JsonTypeName.class).value()) : Optional.empty();
  }

  private static boolean always(Class<?> type, RecordComponent component) {
    JsonInclude include = type.getAnnotation(JsonInclude.class);
    boolean emptyLeftOut = include != null && include.value() == JsonInclude.Include.NON_EMPTY;
    boolean many =
        Collection.class.isAssignableFrom(component.getType())
            || Map.class.isAssignableFrom(component.getType());
    return component.getType() != Optional.class && !(emptyLeftOut && many);
  }

  private static String nameOf(Class<?> type) {
    return type.getEnclosingClass() == null
        ? type.getSimpleName()
        : nameOf(type.getEnclosingClass()) + "." + type.getSimpleName();
  }

  private static ObjectNode list(ObjectNode items) {
    ObjectNode list = object().put("type", "array");
    list.set("items", items);
    return list;
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}
