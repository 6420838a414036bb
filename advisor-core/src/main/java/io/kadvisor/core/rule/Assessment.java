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
import java.util.function.Consumer;

/**
 * What a rule says of one subject in one sweep.
 *
 * @param brokers that the condition points at, see {@link
 *     io.kadvisor.model.finding.Finding#brokers()}
 * @param missing what was not observed and would have helped, as sentences
 * @param hold how long this breach must last before it is told, scaled; absent: as long as the rule
 *     says
 * @param lasting what must stay as it is for the breach to be the same one
 * @param only causes that it is about, empty: whatever the cause. A finding of another cause is
 *     clear by a verdict of hold or unknown; by a breach it is another trouble when it points at
 *     other brokers
 * @param excused causes whose time does not count for this breach while they are pending
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
    Set<String> only,
    Set<String> excused) {

  /** What must not change while a breach is pending; when it does, the hold time begins anew. */
  public enum Lasting {
    /** The condition alone. */
    CONDITION,
    /** The cause: the time that another one lasted says nothing about this one. */
    CAUSE,
    /** One of the brokers at least: what passes from one to the next has not lasted on any. */
    BROKERS,
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
    excused = Set.copyOf(excused);
  }

  private Assessment(Subject subject, Verdict verdict, Severity severity, String cause) {
    this(
        subject,
        verdict,
        severity,
        cause,
        PartitionRanges.none(),
        Set.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Lasting.CONDITION,
        Set.of(),
        Set.of());
  }

  /** The condition holds; partitions, brokers and evidence follow. */
  public static Assessment breach(Subject subject, Severity severity, String cause) {
    return new Assessment(subject, Verdict.BREACH, severity, cause);
  }

  public Assessment in(PartitionRanges concerned) {
    return with(change -> change.partitions = concerned);
  }

  public Assessment pointingAt(Set<BrokerId> concerned) {
    return with(change -> change.brokers = concerned);
  }

  public Assessment because(List<Evidence> seen) {
    return with(change -> change.evidence = seen);
  }

  public Assessment because(Evidence... seen) {
    return because(Arrays.asList(seen));
  }

  public Assessment lacking(List<String> unseen) {
    return with(change -> change.missing = unseen);
  }

  /** Told only after it has lasted this long, scaled, whatever the rule's own time is. */
  public Assessment after(Duration time) {
    return with(change -> change.hold = Optional.of(time));
  }

  /** Begins anew when this changes before it is told. */
  public Assessment whileSame(Lasting what) {
    return with(change -> change.lasting = what);
  }

  /** Only findings of these causes go on. */
  public Assessment onlyFor(Set<String> causes) {
    return with(change -> change.only = causes);
  }

  /** Begins anew after a pending finding of one of these causes. */
  public Assessment anewAfter(Set<String> causes) {
    return with(change -> change.excused = causes);
  }

  private Assessment with(Consumer<Change> step) {
    Change change = new Change(this);
    step.accept(change);
    return change.applied();
  }

  /** All that may be said of an assessment beside what it is. */
  private static final class Change {
    private final Assessment before;
    private PartitionRanges partitions;
    private Set<BrokerId> brokers;
    private List<Evidence> evidence;
    private List<String> missing;
    private Optional<Duration> hold;
    private Lasting lasting;
    private Set<String> only;
    private Set<String> excused;

    private Change(Assessment before) {
      this.before = before;
      partitions = before.partitions;
      brokers = before.brokers;
      evidence = before.evidence;
      missing = before.missing;
      hold = before.hold;
      lasting = before.lasting;
      only = before.only;
      excused = before.excused;
    }

    private Assessment applied() {
      return new Assessment(
          before.subject,
          before.verdict,
          before.severity,
          before.cause,
          partitions,
          brokers,
          evidence,
          missing,
          hold,
          lasting,
          only,
          excused);
    }
  }

  boolean isAbout(String foundCause) {
    return only.isEmpty() || only.contains(foundCause);
  }

  public static Assessment clear(Subject subject) {
    return quiet(subject, Verdict.CLEAR);
  }

  public static Assessment hold(Subject subject) {
    return quiet(subject, Verdict.HOLD);
  }

  public static Assessment unknown(Subject subject, String... missing) {
    return quiet(subject, Verdict.UNKNOWN).lacking(List.of(missing));
  }

  private static Assessment quiet(Subject subject, Verdict verdict) {
    return new Assessment(subject, verdict, Severity.NOTICE, "");
  }
}
