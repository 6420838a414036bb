package io.kadvisor.model.finding;

import io.kadvisor.model.Subject;
import java.util.Comparator;

/** A rule and its subject: within a cluster there is at most one finding of it. */
public record FindingId(String rule, Subject subject) implements Comparable<FindingId> {
  private static final Comparator<FindingId> ORDER =
      Comparator.comparing(FindingId::rule).thenComparing(FindingId::subject);

  @Override
  public int compareTo(FindingId other) {
    return ORDER.compare(this, other);
  }
}
