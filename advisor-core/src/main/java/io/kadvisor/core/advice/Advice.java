package io.kadvisor.core.advice;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * Everything of an advisory that is told to a person; identity, state and life are not its
 * business.
 *
 * @param evidence weightiest first, at most 50
 * @param files that the recommendation refers to; whole, parts are cut later
 */
public record Advice(
    Category category,
    String title,
    String explanation,
    List<Evidence> evidence,
    Advisory.Affected affected,
    Advisory.Confidence confidence,
    String impact,
    String forecast,
    Recommendation recommendation,
    List<Advisory.Alternative> alternatives,
    List<String> missing,
    List<File> files,
    Optional<String> outcome) {

  /** A file such as {@code reassignment.json}. */
  public record File(String name, String mediaType, String content) {}

  public Advice {
    evidence = List.copyOf(evidence);
    alternatives = List.copyOf(alternatives);
    missing = List.copyOf(missing);
    files = List.copyOf(files);
  }
}
