package io.kadvisor.core.advisory;

import io.kadvisor.model.finding.FindingId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is new since the last judgement.
 *
 * @param before time of the sweep before; absent at the first
 * @param findings new ones, and those that differ in what lasts
 */
public record Changes(Optional<Instant> before, Set<FindingId> findings) {
  public Changes {
    findings = Set.copyOf(findings);
  }

  /** True once in each span of time: in the first sweep at or after its beginning. */
  boolean begins(Duration span, Instant at) {
    return before.map(then -> number(span, then) != number(span, at)).orElse(true);
  }

  private static long number(Duration span, Instant at) {
    return at.toEpochMilli() / Math.max(1, span.toMillis());
  }
}
