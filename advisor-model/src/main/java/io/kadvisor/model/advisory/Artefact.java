package io.kadvisor.model.advisory;

import io.kadvisor.model.ClusterId;
import java.time.Instant;
import java.util.Objects;

/**
 * One part of a file that belongs to an advisory.
 *
 * @param part from 0 to {@code parts − 1}
 * @param content text; the parts concatenated give the file
 */
public record Artefact(
    int v,
    ClusterId cluster,
    AdvisoryId advisory,
    String name,
    String mediaType,
    int part,
    int parts,
    Instant createdAt,
    String content) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public Artefact {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(advisory, "advisory");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
    if (part < 0 || part >= parts) {
      throw new IllegalArgumentException("part " + part + " of " + parts);
    }
  }
}
