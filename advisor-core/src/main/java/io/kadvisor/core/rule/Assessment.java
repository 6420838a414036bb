package io.kadvisor.core.rule;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule says of one subject in one sweep.
 *
 * @param brokers that the condition points at, see {@link
 *     io.kadvisor.model.finding.Finding#brokers()}
 * @param missing what was not observed and would have helped, as sentences
 * @param hold how long this breach must last before it is told, scaled; absent: as long as the rule
 *     says
 * @param lasting what must stay as it is for the breach to be the same one
 * @param only causes that a verdict of hold or unknown is about: a finding of another cause is
 *     clear; empty: whatever the cause
 */
public record Assessment(
    Subject subject,
    Verdict verdict,
    Severity severity,
    String cause,
    PartitionRanges partitions,
    Set<BrokerId> brokers,
    List<Evidence> evidence,
    List<String> missing,
    Optional<Duration> hold,
    Lasting lasting,
    Set<String> only) {

  /** What must not change while a breach is pending; when it does, the hold time begins anew. */
  public enum Lasting {
    /** The condition alone. */
    CONDITION,
    /** The partitions concerned: another one is another trouble. */
    PARTITIONS,
    /** Every number in the evidence: any change is progress. */
    NUMBERS
  }

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
    Objects.requireNonNull(hold, "hold");
    Objects.requireNonNull(lasting, "lasting");
    only = Set.copyOf(only);
  }

  /** The condition holds; partitions, brokers and evidence follow. */
  public static Assessment breach(Subject subject, Severity severity, String cause) {
    return new Assessment(
        subject,
        Verdict.BREACH,
        severity,
        cause,
        PartitionRanges.none(),
        Set.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Lasting.CONDITION,
        Set.of());
  }

  public Assessment in(PartitionRanges concerned) {
    return new Assessment(
        subject, verdict, severity, cause, concerned, brokers, evidence, missing, hold, lasting,
        only);
  }

  public Assessment pointingAt(Set<BrokerId> concerned) {
    return new Assessment(
        subject,
        verdict,
        severity,
        cause,
        partitions,
        concerned,
        evidence,
        missing,
        hold,
        lasting,
        only);
  }

  public Assessment because(List<Evidence> seen) {
    return new Assessment(
        subject, verdict, severity, cause, partitions, brokers, seen, missing, hold, lasting, only);
  }

  public Assessment because(Evidence... seen) {
    return because(Arrays.asList(seen));
  }

  public Assessment lacking(List<String> unseen) {
    return new Assessment(
        subject,
        verdict,
        severity,
        cause,
        partitions,
        brokers,
        evidence,
        unseen,
        hold,
        lasting,
        only);
  }

  /** Told only after it has lasted this long, scaled, whatever the rule's own time is. */
  public Assessment after(Duration time) {
    return new Assessment(
        subject,
        verdict,
        severity,
        cause,
        partitions,
        brokers,
        evidence,
        missing,
        Optional.of(time),
        lasting,
        only);
  }

  /** Begins anew when this changes before it is told. */
  public Assessment whileSame(Lasting what) {
    return new Assessment(
        subject,
        verdict,
        severity,
        cause,
        partitions,
        brokers,
        evidence,
        missing,
        hold,
        what,
        only);
  }

  /** Of hold and unknown: only findings of these causes stay as they are. */
  public Assessment onlyFor(Set<String> causes) {
    return new Assessment(
        subject,
        verdict,
        severity,
        cause,
        partitions,
        brokers,
        evidence,
        missing,
        hold,
        lasting,
        causes);
  }

  boolean isAbout(String foundCause) {
    return only.isEmpty() || only.contains(foundCause);
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
        subject,
        verdict,
        Severity.NOTICE,
        "",
        PartitionRanges.none(),
        Set.of(),
        List.of(),
        missing,
        Optional.empty(),
        Lasting.CONDITION,
        Set.of());
  }
}
