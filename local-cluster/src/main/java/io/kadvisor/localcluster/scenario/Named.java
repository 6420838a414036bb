package io.kadvisor.localcluster.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.Set;

/**
 * A list's element that names what it is and gives its arguments: {@code kill: {broker: 2}}, or
 * just {@code kill}.
 */
record Named(String name, Fields arguments) {
  static Optional<Named> read(Fields.Item item, Fields parent, Set<String> names) {
    JsonNode node = item.node();
    Optional<String> name = nameOf(node).filter(names::contains);
    if (name.isEmpty()) {
      parent.fault(item, "must name one of " + String.join(", ", names));
      return Optional.empty();
    }
    JsonNode arguments = node.isObject() ? node.get(name.get()) : MissingNode.getInstance();
    return Optional.of(
        new Named(name.get(), parent.inside(item.path() + "." + name.get(), arguments)));
  }

  private static Optional<String> nameOf(JsonNode node) {
    if (node.isTextual()) {
      return Optional.of(node.asText());
    }
    return node.isObject() && node.size() == 1
        ? Optional.of(node.fieldNames().next())
        : Optional.empty();
  }
}
