package io.kadvisor.api.read;

import io.kadvisor.model.advisory.Artefact;
import java.util.Collection;
import java.util.List;

/**
 * A file of an advisory, as far as its parts have come.
 *
 * @param parts it has
 * @param present parts that are here
 * @param content of the parts that are here, in order
 */
public record StoredFile(String name, String mediaType, int parts, int present, String content) {
  static StoredFile of(Collection<Artefact> parts) {
    Artefact newest = List.copyOf(parts).get(parts.size() - 1);
    List<Artefact> current = parts.stream().filter(p -> p.parts() == newest.parts()).toList();
    StringBuilder content = new StringBuilder();
    current.forEach(part -> content.append(part.content()));
    return new StoredFile(
        newest.name(), newest.mediaType(), newest.parts(), current.size(), content.toString());
  }

  public boolean complete() {
    return present == parts;
  }
}
