package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.Expectation.ExpectedEvidence;
import io.kadvisor.model.advisory.Advisory;
import java.util.List;
import java.util.Optional;

/** Holds what scenarios say of advisories against advisories. */
final class Expectations {
  private Expectations() {}

  /** Whether it is one of those that may open beside the fault. */
  static boolean isBeside(List<Expectation> beside, Advisory advisory) {
    return beside.stream()
        .anyMatch(
            expected -> isAbout(expected, advisory) && expected.cause().equals(advisory.cause()));
  }

  /** Whether category and subject are those that are expected. */
  static boolean isAbout(Expectation expected, Advisory advisory) {
    return expected.category().equals(advisory.category().name())
        && expected.subject().equals(advisory.subject().tag());
  }

  /** The evidence that is expected and that none of these revisions brings. */
  static List<ExpectedEvidence> lacking(Optional<Expectation> expected, List<Advisory> revisions) {
    return expected.stream()
        .flatMap(one -> one.evidence().stream())
        .filter(evidence -> revisions.stream().noneMatch(revision -> brings(revision, evidence)))
        .toList();
  }

  private static boolean brings(Advisory revision, ExpectedEvidence expected) {
    return revision.evidence().stream()
        .anyMatch(
            evidence ->
                evidence.metric().equals(expected.metric())
                    && evidence.subject().tag().equals(expected.subject()));
  }
}
