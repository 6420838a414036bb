package io.kadvisor.core.rule;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a rule says of one subject in one sweep.
 *
 * @param brokers that the condition points at, see {@link io.kadvisor.model.finding.Finding#brokers()}
 * @param missing what was not observed and would have helped, as sentences
 */
public record Assessment(
    Subject subject,
    Verdict verdict,
    Severity severity,
    String cause,
    PartitionRanges partitions,
    Set<BrokerId> brokers,
    List<Evidence> evidence,
    List<String> missing) {

  /** The four things that a rule can say. */
  public enum Verdict {
    /** The condition holds. */
    BREACH,
    /** Between the two thresholds of a hysteresis: stays what it was. */
    HOLD,
    /** Seen, and fine. */
    CLEAR,
    /** Not observed: says nothing, so nothing begins and nothing recovers. */
    UNKNOWN
  }

  public Assessment {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(verdict, "verdict");
    brokers = Set.copyOf(brokers);
    evidence = List.copyOf(evidence);
    missing = List.copyOf(missing);
  }

  public static Assessment clear(Subject subject) {
    return quiet(subject, Verdict.CLEAR, List.of());
  }

  public static Assessment hold(Subject subject) {
    return quiet(subject, Verdict.HOLD, List.of());
  }

  public static Assessment unknown(Subject subject, String... missing) {
    return quiet(subject, Verdict.UNKNOWN, List.of(missing));
  }

  private static Assessment quiet(Subject subject, Verdict verdict, List<String> missing) {
    return new Assessment(
        subject, verdict, Severity.NOTICE, "", PartitionRanges.none(), Set.of(), List.of(), missing);
  }
}
