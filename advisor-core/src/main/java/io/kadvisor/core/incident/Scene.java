package io.kadvisor.core.incident;

import io.kadvisor.core.incident.Family.Rules;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Everything that one grouping looks at. */
record Scene(
    SortedMap<FindingId, Finding> findings, Sweep sweep, Memory memory, Policy policy, Told told) {

  /**
   * As long as a flapping ISR must be quiet; unscaled. A follower that is back for a minute may be
   * out again the next.
   */
  private static final Duration UNSTEADY = Duration.ofMinutes(15);

  private static final Comparator<Finding> SUREST_FIRST =
      Comparator.comparing((Finding finding) -> !finding.active())
          .thenComparing(Finding::since)
          .thenComparing(Finding::id);

  Instant at() {
    return sweep.at();
  }

  /**
   * The one to be the root of the two: the longest of those that are told, so that it does not
   * change without need.
   */
  static Finding surer(Finding one, Finding other) {
    return SUREST_FIRST.compare(one, other) <= 0 ? one : other;
  }

  Stream<Finding> active() {
    return findings.values().stream().filter(Finding::active);
  }

  Optional<Finding> finding(String rule, Subject subject) {
    return Optional.ofNullable(findings.get(new FindingId(rule, subject)));
  }

  /** The advisory that tells of the broker's absence: its own, or its zone's. */
  Optional<Advisory> openSilence(BrokerId broker) {
    return told.open(Rules.BROKER_SILENT, Subject.of(broker))
        .or(() -> Zone.of(broker, this).flatMap(zone -> told.open(zone.kind(), Subject.CLUSTER)));
  }

  /**
   * True when replicas of the broker, or of its leaderships, left or came back a short while ago:
   * what was told of it is not over yet.
   */
  boolean unsteady(BrokerId broker) {
    Instant calm = at().minus(policy.scaled(UNSTEADY));
    return memory.brokers().entrySet().stream()
        .anyMatch(
            other ->
                other.getValue().isr().stream()
                    .flatMap(history -> history.since(calm).stream())
                    .anyMatch(
                        turn -> other.getKey().equals(broker) || turn.leader() == broker.value()));
  }

  /** True while the broker is told as a saturated leader: what it did to others is not over yet. */
  boolean toldSaturated(BrokerId broker) {
    return told.openRelative(Family.Rules.BROKER_SLOW, Subject.of(broker))
        .filter(advisory -> advisory.cause().equals(Culprit.LEADER_SATURATED))
        .isPresent();
  }

  /** Scaled: what begins within this time after a return or a blind time belongs to it. */
  Duration settle() {
    return policy.scaled(policy.calm().settle());
  }

  /** Scaled: how long a cleanly stopped broker may be away. */
  Duration plannedRestart() {
    return policy.scaled(policy.calm().plannedRestart());
  }

  /**
   * Scaled: how long after a return or a blind time its remains are waited for, replicas that catch
   * up above all.
   */
  Duration aftermath() {
    return settle().plus(plannedRestart());
  }

  /** True when the finding may open or keep an advisory: it fires, or it has been told already. */
  boolean tellable(Finding finding) {
    return finding.state() == Finding.State.FIRING
        || (finding.active() && told.toldAsRoot(finding.id()));
  }

  /**
   * True for what this sweep did not see or what is Kadvisor's own: neither opens anything of its
   * own.
   */
  boolean unfitToOpen(Subject subject) {
    return switch (subject.kind()) {
      case CLUSTER, BROKER -> false;
      case TOPIC -> topic(subject).map(TopicSample::self).orElse(true);
      case GROUP -> group(subject).map(GroupSample::self).orElse(true);
    };
  }

  Optional<GroupSample> group(Subject subject) {
    return Optional.ofNullable(sweep.groups().get(new GroupId(subject.name())));
  }

  Optional<TopicSample> topic(Subject subject) {
    return Optional.ofNullable(sweep.topics().get(new TopicName(subject.name())));
  }
}
