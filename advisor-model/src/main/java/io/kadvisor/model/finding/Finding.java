package io.kadvisor.model.finding;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One rule's breach of one subject, as far as it has come.
 *
 * @param rule its name, {@code under-replicated}
 * @param state how far the breach has come
 * @param cause a tag, {@code broker-down}; {@code unknown} when the rule cannot say
 * @param partitions of the subject that are concerned, when it is a topic
 * @param brokers that the breach points at: the missing replicas, the silent broker, the overloaded
 *     leader
 * @param since when the condition was first seen in this run
 * @param firedAt when it had lasted long enough
 * @param lastSeen the last sweep that saw the condition
 * @param missing what was not observed that the rule would have used, as sentences
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(
    int v,
    ClusterId cluster,
    String rule,
    Subject subject,
    State state,
    Category category,
    Severity severity,
    String cause,
    PartitionRanges partitions,
    Set<BrokerId> brokers,
    List<Evidence> evidence,
    List<String> missing,
    Instant since,
    Optional<Instant> firedAt,
    Instant lastSeen,
    Instant sweepAt,
    String policyVersion) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  /** How far a breach has come; {@code CLEAR} has no record but a tombstone. */
  public enum State {
    /** Seen, not yet long enough. */
    PENDING,
    /** Long enough to be told. */
    FIRING,
    /** Gone, not yet long enough to be believed. */
    RECOVERING
  }

  public Finding {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(since, "since");
    partitions = partitions == null ? PartitionRanges.none() : partitions;
    brokers = brokers == null ? Set.of() : Set.copyOf(brokers);
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
    missing = missing == null ? List.of() : List.copyOf(missing);
    firedAt = firedAt == null ? Optional.empty() : firedAt;
  }

  /** Told and not yet believed gone. */
  @JsonIgnore
  public boolean active() {
    return state == State.FIRING || state == State.RECOVERING;
  }

  @JsonIgnore
  public FindingId id() {
    return new FindingId(rule, subject);
  }
}
