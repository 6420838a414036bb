package io.kadvisor.model.advisory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One incident and what to do about it: the record on {@code advisories}, whole in each revision.
 *
 * @param revision dense, from 1: a reader that sees a hole missed something
 * @param transitions the last 50
 * @param cause a tag that may sharpen while the advisory is open
 * @param explanation what happened and why it is believed, in a few sentences
 * @param evidence the 50 weightiest; {@code affected} counts them all
 * @param forecast what happens if nothing is done, and when
 * @param missing what was not observed and would have helped
 * @param expiresAt when it ends as {@code EXPIRED} if nothing observed confirms it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Advisory(
    int v,
    ClusterId cluster,
    String clusterAlias,
    AdvisoryId id,
    int revision,
    AdvisoryState state,
    Optional<Instant> snoozedUntil,
    Severity severity,
    Category category,
    Subject subject,
    String owner,
    String cause,
    String title,
    String explanation,
    List<Evidence> evidence,
    Affected affected,
    Confidence confidence,
    String impact,
    String forecast,
    Recommendation recommendation,
    List<Alternative> alternatives,
    List<FindingId> findings,
    List<String> missing,
    Instant openedAt,
    Instant lastSeen,
    Instant updatedAt,
    Optional<Instant> endedAt,
    Instant expiresAt,
    PolicyRef policy,
    Optional<String> outcome,
    Optional<AdvisoryId> mergedInto,
    List<Transition> transitions) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  /** The kind that counts warnings of several rules; it has a page of its own. */
  private static final String DIGEST = "digest";

  /**
   * All that is concerned.
   *
   * @param partitions ranges by topic, at most 50 topics and the first 100 ranges of each
   */
  public record Affected(
      int brokers,
      int topics,
      int partitionCount,
      int groups,
      List<Subject> subjects,
      Map<String, PartitionRanges> partitions) {
    private static final int RANGES = 100;

    public Affected {
      subjects = List.copyOf(subjects);
      partitions =
          partitions.entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, entry -> entry.getValue().upTo(RANGES)));
    }
  }

  /** How sure it is, and why not more. */
  public record Confidence(Level level, String why) {
    /** In rising order. */
    public enum Level {
      LOW,
      MEDIUM,
      HIGH
    }
  }

  /** Another way, and why it comes second. */
  public record Alternative(String summary, String whySecond) {}

  /** The policy in force, and the factor by which it shortens every duration (1 in production). */
  public record PolicyRef(String name, String version, double durationFactor) {}

  public Advisory {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(recommendation, "recommendation");
    Objects.requireNonNull(openedAt, "openedAt");
    snoozedUntil = snoozedUntil == null ? Optional.empty() : snoozedUntil;
    endedAt = endedAt == null ? Optional.empty() : endedAt;
    outcome = outcome == null ? Optional.empty() : outcome;
    mergedInto = mergedInto == null ? Optional.empty() : mergedInto;
    evidence = List.copyOf(evidence);
    alternatives = List.copyOf(alternatives);
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
    transitions = List.copyOf(transitions);
  }

  /**
   * The path of the runbook on the API: the page of the rule that the kind is named after, else
   * that of the rule that found the root, since a lost zone or a slow follower is no rule. Written
   * for readers, never read.
   */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String runbook() {
    List<String> rules = findings.stream().map(FindingId::rule).toList();
    String first = rules.isEmpty() || id.kind().equals(DIGEST) ? id.kind() : rules.get(0);
    return "/runbooks/" + rules.stream().filter(id.kind()::startsWith).findFirst().orElse(first);
  }

  @JsonIgnore
  public Transition lastTransition() {
    return transitions.get(transitions.size() - 1);
  }
}
