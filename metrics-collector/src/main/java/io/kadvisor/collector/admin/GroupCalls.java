package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenGroup;
import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClassicGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Consumer groups: the list with types, descriptions by type, committed offsets of many groups a
 * request. {@code describeConsumerGroups} would cost classic groups a refused request and a retry,
 * so they are described as what they are.
 */
final class GroupCalls {
  private static final String CONSUMERS = "consumer";

  private final Admin admin;
  private final Duration time;
  private final List<NotSeen> notSeen = new ArrayList<>();

  /** Groups; {@code complete} is false when a broker did not list those that it coordinates. */
  record Groups(List<SeenGroup> groups, boolean complete, List<NotSeen> notSeen) {}

  /** What a description tells. */
  private record Described(
      String state, Optional<BrokerId> coordinator, List<SeenMember> members) {}

  GroupCalls(Admin admin, Duration time) {
    this.admin = admin;
    this.time = time;
  }

  Groups read() throws InterruptedException {
    Deadline deadline = Deadline.in(time.plus(time.dividedBy(10)));
    ListGroupsResult result =
        admin.listGroups(new ListGroupsOptions().timeoutMs((int) time.toMillis()));
    Outcome<Collection<GroupListing>> valid = Outcome.of(result.valid(), deadline);
    Outcome<Collection<Throwable>> errors = Outcome.of(result.errors(), deadline);
    valid.failure().ifPresent(why -> notSeen.add(Refusals.notSeen(Fact.GROUPS, why)));
    errors
        .value()
        .ifPresent(all -> all.forEach(why -> notSeen.add(Refusals.notSeen(Fact.GROUPS, why))));
    boolean complete = notSeen.isEmpty();
    List<GroupListing> listed =
        valid.value().stream().flatMap(Collection::stream).filter(GroupCalls::consumes).toList();
    return new Groups(groups(listed), complete, List.copyOf(notSeen));
  }

  /** Groups of Kafka Connect and the like use the same coordinator and consume nothing. */
  private static boolean consumes(GroupListing group) {
    return type(group) != GroupSample.Type.CLASSIC
        || group.protocol().isEmpty()
        || group.protocol().equals(CONSUMERS);
  }

  /** Brokers before 3.8 name no type and know but one. */
  private static GroupSample.Type type(GroupListing group) {
    if (group.type().isEmpty()) {
      return GroupSample.Type.CLASSIC;
    }
    return switch (group.type().get()) {
      case CLASSIC -> GroupSample.Type.CLASSIC;
      case CONSUMER -> GroupSample.Type.CONSUMER;
      case SHARE -> GroupSample.Type.SHARE;
      case STREAMS -> GroupSample.Type.STREAMS;
      case UNKNOWN -> GroupSample.Type.UNKNOWN;
    };
  }

  private List<SeenGroup> groups(List<GroupListing> listed) throws InterruptedException {
    var classic = describeClassic(ids(listed, GroupSample.Type.CLASSIC));
    var consumer = describeConsumer(ids(listed, GroupSample.Type.CONSUMER));
    var offsets =
        offsets(listed.stream().filter(group -> type(group) != GroupSample.Type.SHARE).toList());
    Map<String, KafkaFuture<Described>> described = new HashMap<>(classic);
    described.putAll(consumer);
    Deadline deadline = Deadline.in(time);
    List<SeenGroup> groups = new ArrayList<>();
    for (GroupListing listing : listed) {
      group(listing, described, offsets, deadline).ifPresent(groups::add);
    }
    return groups;
  }

  private static List<String> ids(List<GroupListing> listed, GroupSample.Type type) {
    return listed.stream().filter(g -> type(g) == type).map(GroupListing::groupId).toList();
  }

  private Map<String, KafkaFuture<Described>> describeClassic(List<String> ids) {
    Map<String, KafkaFuture<Described>> all = new HashMap<>();
    if (ids.isEmpty()) {
      return all;
    }
    admin
        .describeClassicGroups(
            ids, new DescribeClassicGroupsOptions().timeoutMs((int) time.toMillis()))
        .describedGroups()
        .forEach(
            (id, future) ->
                all.put(
                    id,
                    future.thenApply(
                        d -> described(d.state().toString(), d.coordinator(), d.members()))));
    return all;
  }

  private Map<String, KafkaFuture<Described>> describeConsumer(List<String> ids) {
    Map<String, KafkaFuture<Described>> all = new HashMap<>();
    if (ids.isEmpty()) {
      return all;
    }
    admin
        .describeConsumerGroups(
            ids, new DescribeConsumerGroupsOptions().timeoutMs((int) time.toMillis()))
        .describedGroups()
        .forEach(
            (id, future) ->
                all.put(
                    id,
                    future.thenApply(
                        d -> described(d.groupState().toString(), d.coordinator(), d.members()))));
    return all;
  }

  private static Described described(
      String state, Node coordinator, Collection<MemberDescription> members) {
    return new Described(
        state,
        Optional.ofNullable(coordinator).filter(n -> !n.isEmpty()).map(n -> new BrokerId(n.id())),
        members.stream().map(GroupCalls::member).toList());
  }

  private static SeenMember member(MemberDescription member) {
    return new SeenMember(
        member.consumerId(),
        member.clientId(),
        member.host(),
        member.assignment().topicPartitions());
  }

  private Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> offsets(
      List<GroupListing> groups) {
    Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> futures = new HashMap<>();
    if (groups.isEmpty()) {
      return futures;
    }
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    groups.forEach(group -> wanted.put(group.groupId(), new ListConsumerGroupOffsetsSpec()));
    var result =
        admin.listConsumerGroupOffsets(
            wanted, new ListConsumerGroupOffsetsOptions().timeoutMs((int) time.toMillis()));
    wanted.keySet().forEach(id -> futures.put(id, result.partitionsToOffsetAndMetadata(id)));
    return futures;
  }

  private Optional<SeenGroup> group(
      GroupListing listing,
      Map<String, KafkaFuture<Described>> described,
      Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> offsets,
      Deadline deadline)
      throws InterruptedException {
    GroupId id = new GroupId(listing.groupId());
    Optional<Described> description = Optional.empty();
    if (described.containsKey(id.value())) {
      Outcome<Described> outcome = Outcome.of(described.get(id.value()), deadline);
      if (outcome.failedWith(GroupIdNotFoundException.class)) {
        return Optional.empty();
      }
      outcome.failure().ifPresent(why -> miss(Fact.GROUPS, id, why));
      description = outcome.value();
    } else {
      var reason = "a group of type " + type(listing) + " is listed only: its members are not read";
      notSeen.add(new NotSeen(Fact.GROUPS, Optional.of(Subject.of(id)), reason, Optional.empty()));
    }
    Optional<Map<TopicPartition, Long>> commits = Optional.empty();
    if (offsets.containsKey(id.value())) {
      var outcome = Outcome.of(offsets.get(id.value()), deadline);
      outcome.failure().ifPresent(why -> miss(Fact.GROUP_OFFSETS, id, why));
      commits = outcome.value().map(GroupCalls::committed);
    }
    return Optional.of(
        new SeenGroup(
            id,
            type(listing),
            description.map(Described::state).or(() -> listing.groupState().map(Object::toString)),
            description.flatMap(Described::coordinator),
            description.map(Described::members),
            commits));
  }

  private void miss(Fact fact, GroupId group, Throwable why) {
    notSeen.add(Refusals.notSeen(fact, Subject.of(group), why));
  }

  private static Map<TopicPartition, Long> committed(
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }
}
