package io.kadvisor.core.rule.group;

import io.kadvisor.core.memory.GroupLag;
import io.kadvisor.core.memory.GroupMemory;
import io.kadvisor.core.memory.GroupMemory.Point;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a group stands: what it lags, who is there to work on it, and since when it has not moved.
 * The three lag rules read the same standing and divide the groups among themselves.
 *
 * @param lag absent when no partition's lag is known
 * @param idle its offsets were read, and of no topic that is still there
 */
record Standing(
    GroupSample group, GroupMemory memory, Optional<GroupLag> lag, boolean idle, Instant at) {

  /** Whose business a group is. */
  enum Kind {
    /** Its members or its lag could not be read. */
    UNREADABLE,
    /** No more than what transactions leave behind; nothing at all where its topics are deleted. */
    KEEPING_UP,
    /** Lag, and nobody there. */
    MEMBERLESS,
    /** Lag, no member, and commits: its consumers assign their partitions themselves. */
    SELF_ASSIGNED,
    /** Lag, members, and no commit for the time that {@code group-stopped} names. */
    STOPPED,
    /** Lag, members, and commits. */
    WORKING
  }

  static Standing of(GroupSample group, Sweep sweep, Memory memory) {
    return new Standing(
        group, memory.of(group.group()), GroupLag.of(group), isIdle(group, sweep), sweep.at());
  }

  /** Kafka drops the offsets of a deleted topic, whoever is still a member. */
  private static boolean isIdle(GroupSample group, Sweep sweep) {
    return sweep.conclusive()
        && sees(Fact.GROUP_OFFSETS, group.subject(), sweep)
        && group.commits().stream().allMatch(commits -> isDeleted(commits.topic(), sweep));
  }

  private static boolean isDeleted(TopicName topic, Sweep sweep) {
    return !sweep.topics().containsKey(topic)
        && sees(Fact.TOPIC_PARTITIONS, Subject.of(topic), sweep);
  }

  private static boolean sees(Fact fact, Subject subject, Sweep sweep) {
    return sweep.mark().notSeen().stream()
        .filter(unseen -> unseen.fact() == fact)
        .noneMatch(unseen -> unseen.subject().map(subject::equals).orElse(true));
  }

  /** Of the past and the present, oldest first; empty without lag. */
  List<Point> points() {
    return lag.map(now -> memory.upTo(at, now)).orElse(List.of());
  }

  Kind kind(Policy policy) {
    var stopped = new Settings(GroupStoppedRule.DEFINITION, policy);
    if (group.members().isPresent() && idle) {
      return Kind.KEEPING_UP;
    }
    if (group.members().isEmpty() || lag.isEmpty()) {
      return Kind.UNREADABLE;
    }
    if (!lag.get().beyond(stopped.threshold(GroupStoppedRule.ALLOWED_LAG))) {
      return Kind.KEEPING_UP;
    }
    if (members() == 0) {
      return committedLately(policy) ? Kind.SELF_ASSIGNED : Kind.MEMBERLESS;
    }
    boolean still = stall(policy).compareTo(stopped.duration(GroupStoppedRule.STOPPED_FOR)) >= 0;
    return still ? Kind.STOPPED : Kind.WORKING;
  }

  /**
   * For the time that it takes to believe in a recovery: such a consumer is seen only when it
   * commits.
   */
  private boolean committedLately(Policy policy) {
    Duration keep = new Settings(GroupMemberlessRule.DEFINITION, policy).keep();
    return memory.selfAssigned() && at.isBefore(memory.committedSince().orElseThrow().plus(keep));
  }

  int members() {
    return group.members().map(List::size).orElse(0);
  }

  /**
   * For how long commits have not moved although there was something to read. Time without lag does
   * not count, nor does time before the first point or with hardly a look at the group: it is not
   * stopped because it was not watched.
   */
  Duration stall(Policy policy) {
    double allowed =
        new Settings(GroupStoppedRule.DEFINITION, policy).threshold(GroupStoppedRule.ALLOWED_LAG);
    List<Point> points = points();
    int first = points.size();
    while (first > 0 && isStill(points.get(first - 1), allowed)) {
      first--;
    }
    boolean watched = points.size() - first >= LagTrend.FEWEST;
    return watched ? Duration.between(points.get(first).at(), at) : Duration.ZERO;
  }

  /**
   * What the other rules say while nobody is there: a deployment changes nothing, then one rule
   * alone speaks.
   */
  Optional<Assessment> whileMemberless(Policy policy) {
    Duration told = new Settings(GroupMemberlessRule.DEFINITION, policy).hold();
    Instant since = memory.memberlessSince().orElse(at);
    return at.isBefore(since.plus(told))
        ? Optional.of(Assessment.hold(group.subject()))
        : Optional.empty();
  }

  private boolean isStill(Point point, double allowed) {
    GroupLag now = lag.orElseThrow();
    return point.committed() == now.committed() && point.lag() > allowed * now.rows();
  }
}
