package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sweep saw of one consumer group: members, and its committed offsets beside the ends of the
 * same sweep.
 *
 * @param self Kadvisor's own
 * @param state Kafka's word: {@code Stable}, {@code Empty}, {@code Dead}, …
 * @param members absent when the group could not be described
 * @param previousAt time of the previous commits and ends in the columns
 * @param part absent where the group fits one record; else which of its rows of commits these are,
 *     beside some of its members. What is not of single partitions stands in every part
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record GroupSample(
    int v,
    ClusterId cluster,
    GroupId group,
    long epoch,
    Instant sweepAt,
    boolean self,
    Type type,
    Optional<String> state,
    Optional<BrokerId> coordinator,
    Optional<List<Member>> members,
    List<Commits> commits,
    Optional<Instant> previousAt,
    List<NotSeen> notSeen,
    Optional<Part> part)
    implements Sample {

  /** The protocol of a group. */
  public enum Type {
    CLASSIC,
    CONSUMER,
    SHARE,
    STREAMS,
    UNKNOWN
  }

  /** A member and how many partitions it holds. */
  public record Member(String memberId, String clientId, String host, int assigned) {}

  /**
   * Committed offsets in one topic, a row a partition that has a commit or an owner.
   *
   * @param topicId of the topic that the commits are for, absent when the topic is not there any
   *     more
   * @param partitions partition numbers
   * @param committed next offset to read; of a share group where its partition begins, before which
   *     all is done; absent without a commit
   * @param end end offset of the same sweep
   * @param logStart first offset that still exists
   * @param stable read-committed end
   * @param owner index into {@code members} of all parts, −1 when nobody owns it
   * @param previousCommitted and previousEnd at {@code previousAt}
   * @param told lag as the broker tells it, without what a share group did out of order; absent
   *     where it tells none
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Commits(
      TopicName topic,
      Optional<String> topicId,
      IntColumn partitions,
      LongColumn committed,
      LongColumn end,
      LongColumn logStart,
      LongColumn stable,
      IntColumn owner,
      LongColumn previousCommitted,
      LongColumn previousEnd,
      Optional<LongColumn> told) {
    /** Commits of which the broker tells no lag. */
    public Commits(
        TopicName topic,
        Optional<String> topicId,
        IntColumn partitions,
        LongColumn committed,
        LongColumn end,
        LongColumn logStart,
        LongColumn stable,
        IntColumn owner,
        LongColumn previousCommitted,
        LongColumn previousEnd) {
      this(
          topic,
          topicId,
          partitions,
          committed,
          end,
          logStart,
          stable,
          owner,
          previousCommitted,
          previousEnd,
          Optional.empty());
    }

    public Commits {
      Objects.requireNonNull(topic, "topic");
      Objects.requireNonNull(partitions, "partitions");
      topicId = topicId == null ? Optional.empty() : topicId;
      committed = committed == null ? LongColumn.empty() : committed;
      end = end == null ? LongColumn.empty() : end;
      logStart = logStart == null ? LongColumn.empty() : logStart;
      stable = stable == null ? LongColumn.empty() : stable;
      owner = owner == null ? IntColumn.empty() : owner;
      previousCommitted = previousCommitted == null ? LongColumn.empty() : previousCommitted;
      previousEnd = previousEnd == null ? LongColumn.empty() : previousEnd;
      told = told == null ? Optional.empty() : told;
    }

    /**
     * Records not yet consumed in a row; absent without commit or end. Records that retention
     * removed count no more: they cannot be consumed. Records of open transactions do count. What
     * the broker tells comes first.
     */
    public OptionalLong lag(int row) {
      if (!committed.has(row) || !end.has(row)) {
        return OptionalLong.empty();
      }
      if (told.isPresent() && told.get().has(row)) {
        return OptionalLong.of(told.get().get(row));
      }
      long from = Math.max(committed.get(row), logStart.at(row).orElse(0));
      return OptionalLong.of(Math.max(0, end.get(row) - from));
    }
  }

  /** A group that fits one record. */
  public GroupSample(
      int v,
      ClusterId cluster,
      GroupId group,
      long epoch,
      Instant sweepAt,
      boolean self,
      Type type,
      Optional<String> state,
      Optional<BrokerId> coordinator,
      Optional<List<Member>> members,
      List<Commits> commits,
      Optional<Instant> previousAt,
      List<NotSeen> notSeen) {
    this(
        v,
        cluster,
        group,
        epoch,
        sweepAt,
        self,
        type,
        state,
        coordinator,
        members,
        commits,
        previousAt,
        notSeen,
        Optional.empty());
  }

  public GroupSample {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(sweepAt, "sweepAt");
    Objects.requireNonNull(type, "type");
    state = state == null ? Optional.empty() : state;
    coordinator = coordinator == null ? Optional.empty() : coordinator;
    members = members == null ? Optional.empty() : members.map(List::copyOf);
    commits = commits == null ? List.of() : List.copyOf(commits);
    previousAt = previousAt == null ? Optional.empty() : previousAt;
    notSeen = notSeen == null ? List.of() : List.copyOf(notSeen);
    part = part == null ? Optional.empty() : part;
  }

  /** The same group with other commits, and when those before them were read. */
  public GroupSample withCommits(List<Commits> other, Instant previous) {
    return with(members, other, Optional.of(previous), part);
  }

  /** What one part of the group holds, or all of its parts do. */
  GroupSample with(Optional<List<Member>> held, List<Commits> rows, Optional<Part> which) {
    return with(held, rows, previousAt, which);
  }

  private GroupSample with(
      Optional<List<Member>> held,
      List<Commits> rows,
      Optional<Instant> previous,
      Optional<Part> which) {
    return new GroupSample(
        v,
        cluster,
        group,
        epoch,
        sweepAt,
        self,
        type,
        state,
        coordinator,
        held,
        rows,
        previous,
        notSeen,
        which);
  }

  @JsonIgnore
  @Override
  public Subject subject() {
    return Subject.of(group);
  }

  /** Sum of the lags that are known; absent when none is. */
  public OptionalLong lag() {
    long sum = 0;
    boolean known = false;
    for (Commits topic : commits) {
      for (int row = 0; row < topic.partitions().size(); row++) {
        OptionalLong lag = topic.lag(row);
        known |= lag.isPresent();
        sum += lag.orElse(0);
      }
    }
    return known ? OptionalLong.of(sum) : OptionalLong.empty();
  }
}
