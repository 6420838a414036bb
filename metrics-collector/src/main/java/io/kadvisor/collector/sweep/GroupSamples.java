package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenGroup;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.GroupSample.Member;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Samples of groups. When a broker did not list the groups that it coordinates, the groups that are
 * missing from the list are not gone: they get a sample that says so.
 */
final class GroupSamples {
  private final Stamp stamp;
  private final Facts facts;
  private final SweepMemory before;
  private final Map<TopicName, TopicSample> topics;
  private final SelfNames self;
  private final NotSeenBySubject notSeen;

  GroupSamples(
      Stamp stamp,
      Facts facts,
      SweepMemory before,
      List<TopicSample> topics,
      SelfNames self,
      NotSeenBySubject notSeen) {
    this.stamp = stamp;
    this.facts = facts;
    this.before = before;
    this.topics = topics.stream().collect(Collectors.toMap(TopicSample::topic, topic -> topic));
    this.self = self;
    this.notSeen = notSeen;
  }

  List<GroupSample> build() {
    List<GroupSample> samples = new ArrayList<>();
    facts.groups().stream()
        .sorted(Comparator.comparing(SeenGroup::id))
        .forEach(group -> samples.add(sample(group)));
    if (!facts.groupsComplete()) {
      unlisted().forEach(group -> samples.add(sample(group)));
    }
    return samples;
  }

  private List<SeenGroup> unlisted() {
    Set<GroupId> listed = facts.groups().stream().map(SeenGroup::id).collect(Collectors.toSet());
    List<SeenGroup> unlisted = new ArrayList<>();
    before.groups().values().stream()
        .filter(group -> !listed.contains(group.group()))
        .sorted(Comparator.comparing(GroupSample::group))
        .forEach(group -> unlisted.add(unlisted(group)));
    return unlisted;
  }

  private SeenGroup unlisted(GroupSample group) {
    String who = group.coordinator().map(id -> "broker " + id).orElse("a broker");
    notSeen.add(
        new NotSeen(
            Fact.GROUPS,
            Optional.of(Subject.of(group.group())),
            who + ", which coordinated it, did not list its groups",
            Optional.empty()));
    return SeenGroup.unread(group.group(), group.type(), group.coordinator());
  }

  private GroupSample sample(SeenGroup group) {
    Optional<GroupSample> past = Optional.ofNullable(before.groups().get(group.id()));
    List<Commits> commits = commits(group, past);
    return new GroupSample(
        Sample.VERSION,
        stamp.cluster(),
        group.id(),
        stamp.epoch(),
        stamp.at(),
        self.holds(group.id()),
        group.type(),
        group.state(),
        coordinator(group, past),
        group.members().map(GroupSamples::members),
        commits,
        past.flatMap(old -> before.at()),
        notSeen.of(Subject.of(group.id())));
  }

  private static Optional<BrokerId> coordinator(SeenGroup group, Optional<GroupSample> past) {
    return group.coordinator().or(() -> past.flatMap(GroupSample::coordinator));
  }

  private static List<Member> members(List<SeenGroup.SeenMember> members) {
    return members.stream()
        .map(m -> new Member(m.memberId(), m.clientId(), m.host(), m.assigned().size()))
        .toList();
  }

  private List<Commits> commits(SeenGroup group, Optional<GroupSample> past) {
    return GroupRows.of(group, this::canBe).entrySet().stream()
        .map(entry -> commits(entry.getKey(), entry.getValue(), past))
        .toList();
  }

  /** A Streams task is told with topics that may be too small to have its partition. */
  private boolean canBe(TopicPartition partition) {
    TopicSample topic = topics.get(new TopicName(partition.topic()));
    return topic == null || partition.partition() < topic.partitionCount();
  }

  private Commits commits(TopicName topic, GroupRows rows, Optional<GroupSample> past) {
    Optional<TopicSample> ends = Optional.ofNullable(topics.get(topic));
    Optional<String> id = ends.map(TopicSample::topicId);
    Optional<Commits> old =
        past.stream()
            .flatMap(sample -> sample.commits().stream())
            .filter(commits -> commits.topic().equals(topic) && commits.topicId().equals(id))
            .findFirst();
    return new Commits(
        topic,
        id,
        rows.partitions(),
        rows.committed(),
        rows.column(p -> ends.flatMap(e -> GroupRows.at(e.latest(), p))),
        rows.column(p -> ends.flatMap(e -> GroupRows.at(e.earliest(), p))),
        rows.column(p -> ends.flatMap(e -> GroupRows.at(e.stable(), p))),
        rows.owners(),
        rows.column(p -> old.flatMap(o -> GroupRows.row(o, o.committed(), p))),
        rows.column(p -> old.flatMap(o -> GroupRows.row(o, o.end(), p))),
        rows.told());
  }
}
