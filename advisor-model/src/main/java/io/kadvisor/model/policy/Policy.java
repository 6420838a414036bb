package io.kadvisor.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of what counts as trouble in a cluster; never overwritten, in force from the first
 * sweep at or after {@code effectiveFrom}.
 *
 * @param version any string that names it; part of every advisory
 * @param durationFactor divides every duration: 1 in production, 60 in the demo; no threshold
 *     changes with it
 * @param rules overrides by rule name
 * @param defaultOwner of what no pattern matches
 * @param owners the first that matches wins
 * @param capacity what the brokers are declared to carry, and how scaling is paced
 * @param backup which topics need a backup, and what counts as one
 * @param drain brokers that are to be emptied, and take nothing more; none in most policies
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Policy(
    int v,
    ClusterId cluster,
    String name,
    String version,
    Instant effectiveFrom,
    double durationFactor,
    Map<String, RuleSettings> rules,
    String defaultOwner,
    List<OwnerPattern> owners,
    Calm calm,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Capacity capacity,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Backup backup,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BrokerId> drain) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  /**
   * How much is told at once, and for how long it lives. Durations are unscaled.
   *
   * @param digestAbove open warnings above this number fold into one digest
   * @param plannedRestart how long a cleanly stopped broker may be away before it is told
   * @param settle how long after a blind time or a broker's return its aftermath is not told
   * @param expiry how long an advisory lives without being confirmed
   * @param cooldown how long after its end the same trouble re-opens the same advisory's successor
   *     silently
   * @param retention how long an ended advisory stays on the topic
   */
  public record Calm(
      int digestAbove,
      Duration plannedRestart,
      Duration settle,
      Duration expiry,
      Duration cooldown,
      Duration retention) {
    public static final Calm DEFAULT =
        new Calm(
            10,
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            Duration.ofDays(30));
  }

  public Policy {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(effectiveFrom, "effectiveFrom");
    if (!(durationFactor > 0)) {
      throw new IllegalArgumentException("durationFactor is above zero, not " + durationFactor);
    }
    rules = rules == null ? Map.of() : Map.copyOf(rules);
    defaultOwner = defaultOwner == null ? "platform" : defaultOwner;
    owners = owners == null ? List.of() : List.copyOf(owners);
    calm = calm == null ? Calm.DEFAULT : calm;
    capacity = capacity == null ? Capacity.UNDECLARED : capacity;
    backup = backup == null ? Backup.NONE : backup;
    drain = drain == null ? List.of() : drain.stream().sorted().distinct().toList();
  }

  /** The policy in force where none was given: every rule at its own default. */
  public static Policy standard(ClusterId cluster) {
    return new Policy(
        VERSION,
        cluster,
        "standard",
        "1",
        Instant.EPOCH,
        1,
        Map.of(),
        "platform",
        List.of(),
        Calm.DEFAULT,
        Capacity.UNDECLARED,
        Backup.NONE,
        List.of());
  }

  /**
   * A duration as this policy runs it, to the millisecond, since finer times do not survive JSON.
   */
  public Duration scaled(Duration duration) {
    return Duration.ofMillis(Math.round(duration.toMillis() / durationFactor));
  }

  public boolean enabled(String rule) {
    return rule(rule).map(RuleSettings::enabled).orElse(true);
  }

  @JsonIgnore
  public Optional<RuleSettings> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  public String ownerOf(Subject subject) {
    return owners.stream()
        .filter(o -> o.matches(subject))
        .map(OwnerPattern::owner)
        .findFirst()
        .orElse(defaultOwner);
  }
}
