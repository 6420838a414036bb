package io.kadvisor.core.advisory;

import io.kadvisor.core.advice.Advice;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.ArtefactRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts the files of an advice into parts that fit a record. */
final class Files {
  /** Bytes of a part once it is a JSON string, so that the record stays below 256 KB. */
  private static final int PART = 200 * 1024;

  private Files() {}

  /** The recommendation with a reference to each file. */
  static Recommendation referring(Advice advice) {
    Recommendation r = advice.recommendation();
    List<ArtefactRef> references =
        advice.files().stream()
            .map(
                f ->
                    new ArtefactRef(
                        f.name(),
                        f.mediaType(),
                        f.content().getBytes(StandardCharsets.UTF_8).length,
                        cut(f.content()).size()))
            .toList();
    return new Recommendation(
        r.action(),
        r.parameters(),
        r.summary(),
        r.steps(),
        references,
        r.preconditions(),
        r.risk(),
        r.duration(),
        r.costChange(),
        r.rollback(),
        r.verify());
  }

  static List<Artefact> artefacts(Advisory advisory, List<Advice.File> files) {
    List<Artefact> artefacts = new ArrayList<>();
    for (Advice.File file : files) {
      List<String> parts = cut(file.content());
      for (int part = 0; part < parts.size(); part++) {
        artefacts.add(artefact(advisory, file, part, parts));
      }
    }
    return artefacts;
  }

  private static Artefact artefact(
      Advisory advisory, Advice.File file, int part, List<String> parts) {
    return new Artefact(
        Artefact.VERSION,
        advisory.cluster(),
        advisory.id(),
        file.name(),
        file.mediaType(),
        part,
        parts.size(),
        advisory.updatedAt(),
        parts.get(part));
  }

  /** Never between the two halves of a surrogate pair; an empty file has one empty part. */
  private static List<String> cut(String content) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int size = 0;
    for (int at = 0; at < content.length(); at++) {
      size += bytesInJson(content.charAt(at));
      if (size > PART && !Character.isLowSurrogate(content.charAt(at))) {
        parts.add(content.substring(from, at));
        from = at;
        size = bytesInJson(content.charAt(at));
      }
    }
    parts.add(content.substring(from));
    return parts;
  }

  /**
   * RFC 8259, section 7: control characters may take six bytes; the rest as UTF-8, halves of a pair
   * three each at most.
   */
  private static int bytesInJson(char c) {
    if (c < 0x20) {
      return 6;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    return c < 0x800 ? 2 : 3;
  }
}
