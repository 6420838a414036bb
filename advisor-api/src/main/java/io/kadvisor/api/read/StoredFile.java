package io.kadvisor.api.read;

import io.kadvisor.model.advisory.Artefact;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A file of an advisory, as far as its parts have come. All parts of a file are written at one
 * time: those of another time are left of a file that was longer.
 *
 * @param parts it has
 * @param present parts that are here
 * @param content of the parts that are here, in order
 */
public record StoredFile(String name, String mediaType, int parts, int present, String content) {
  static StoredFile of(Collection<Artefact> parts) {
    Artefact newest = Collections.max(parts, Comparator.comparing(Artefact::createdAt));
    List<Artefact> current =
        parts.stream().filter(p -> p.createdAt().equals(newest.createdAt())).toList();
    StringBuilder content = new StringBuilder();
    current.forEach(part -> content.append(part.content()));
    return new StoredFile(
        newest.name(), newest.mediaType(), newest.parts(), current.size(), content.toString());
  }

  public boolean complete() {
    return present == parts;
  }
}
