package io.kadvisor.core.incident;

import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One trouble with everything that it explains.
 *
 * @param kind of the advisory: mostly the root's rule; a folded or digested one has its own
 * @param root whom it is about
 * @param cause the root's, sharpened by its symptoms
 * @param roots the findings that make it: one, or the equal ones that are folded
 * @param symptoms findings that it explains
 */
public record Incident(
    String kind, Subject root, String cause, List<Finding> roots, List<Finding> symptoms) {
  public Incident {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(cause, "cause");
    roots = List.copyOf(roots);
    symptoms = List.copyOf(symptoms);
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("an incident has a root finding");
    }
  }

  public Stream<Finding> findings() {
    return Stream.concat(roots.stream(), symptoms.stream());
  }

  /** The highest of all its findings. */
  public Severity severity() {
    return findings().map(Finding::severity).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** True when none of its roots is seen any more, though that is not yet believed. */
  public boolean recovering() {
    return roots.stream().allMatch(root -> root.state() == Finding.State.RECOVERING);
  }

  /** True when it counts the warnings beyond the limit instead of telling one trouble. */
  public boolean isDigest() {
    return kind.equals(Digest.KIND);
  }

  public Finding firstRoot() {
    return roots.get(0);
  }
}
