package io.kadvisor.collector.admin;

import io.kadvisor.collector.admin.GroupDescriptions.Described;
import io.kadvisor.collector.facts.SeenGroup;
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
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Groups of every kind: the list, descriptions, committed offsets of many groups a request. */
final class GroupCalls {
  private static final String CONSUMERS = "consumer";

  private final Admin admin;
  private final Duration time;
  private final List<NotSeen> notSeen = new ArrayList<>();

  /** Groups; {@code complete} is false when a broker did not list those that it coordinates. */
  record Groups(List<SeenGroup> groups, boolean complete, List<NotSeen> notSeen) {}

  /** How far a group is in each partition. */
  private record Progress(
      Map<TopicPartition, Long> commits, Map<TopicPartition, Long> lags, boolean lagUntold) {}

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
    Map<GroupSample.Type, List<String>> byType =
        listed.stream()
            .collect(
                Collectors.groupingBy(
                    GroupCalls::type,
                    Collectors.mapping(GroupListing::groupId, Collectors.toList())));
    var described = new GroupDescriptions(admin, time).ask(byType);
    var offsets =
        new HashMap<>(shareOffsets(byType.getOrDefault(GroupSample.Type.SHARE, List.of())));
    byType.forEach(
        (type, ids) -> {
          if (type != GroupSample.Type.SHARE) {
            offsets.putAll(offsets(ids));
          }
        });
    Deadline deadline = Deadline.in(time);
    List<SeenGroup> groups = new ArrayList<>();
    for (GroupListing listing : listed) {
      group(listing, described, offsets, deadline).ifPresent(groups::add);
    }
    return groups;
  }

  private Map<String, KafkaFuture<Progress>> offsets(List<String> ids) {
    Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
    ids.forEach(id -> wanted.put(id, new ListConsumerGroupOffsetsSpec()));
    var result =
        admin.listConsumerGroupOffsets(
            wanted, new ListConsumerGroupOffsetsOptions().timeoutMs((int) time.toMillis()));
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id -> result.partitionsToOffsetAndMetadata(id).thenApply(GroupCalls::progress)));
  }

  /**
   * Where each share partition begins, and its lag. Its beginning moves with the next write after
   * all before is done, so that end minus beginning is a lag that may never end: without the
   * broker's own nothing is known.
   */
  private Map<String, KafkaFuture<Progress>> shareOffsets(List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<String, ListShareGroupOffsetsSpec> wanted = new HashMap<>();
    ids.forEach(id -> wanted.put(id, new ListShareGroupOffsetsSpec()));
    var result =
        admin.listShareGroupOffsets(
            wanted, new ListShareGroupOffsetsOptions().timeoutMs((int) time.toMillis()));
    return ids.stream()
        .collect(
            Collectors.toMap(
                id -> id,
                id -> result.partitionsToOffsetInfo(id).thenApply(GroupCalls::shareProgress)));
  }

  /** Kafka has null where nothing was committed. */
  private static Progress progress(Map<TopicPartition, OffsetAndMetadata> told) {
    Map<TopicPartition, Long> commits = new HashMap<>();
    told.forEach(
        (partition, commit) -> {
          if (commit != null) {
            commits.put(partition, commit.offset());
          }
        });
    return new Progress(commits, Map.of(), false);
  }

  private static Progress shareProgress(Map<TopicPartition, SharePartitionOffsetInfo> told) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> lags = new HashMap<>();
    told.forEach(
        (partition, info) -> {
          if (info != null && info.startOffset() >= 0 && info.lag().orElse(-1L) >= 0) {
            starts.put(partition, info.startOffset());
            lags.put(partition, info.lag().get());
          }
        });
    boolean begun =
        told.values().stream().anyMatch(info -> info != null && info.startOffset() >= 0);
    return new Progress(starts, lags, begun && lags.isEmpty());
  }

  private Optional<SeenGroup> group(
      GroupListing listing,
      Map<String, KafkaFuture<Described>> described,
      Map<String, KafkaFuture<Progress>> offsets,
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
      var reason = "the group is of a kind that is not known here: its members are not read";
      notSeen.add(new NotSeen(Fact.GROUPS, Optional.of(Subject.of(id)), reason, Optional.empty()));
    }
    Optional<Progress> progress = Optional.empty();
    if (offsets.containsKey(id.value())) {
      var outcome = Outcome.of(offsets.get(id.value()), deadline);
      outcome.failure().ifPresent(why -> miss(Fact.GROUP_OFFSETS, id, why));
      progress = outcome.value();
      progress.filter(Progress::lagUntold).ifPresent(untold -> notSeen.add(lagUntold(id)));
    }
    return Optional.of(
        new SeenGroup(
            id,
            type(listing),
            description.map(Described::state).or(() -> listing.groupState().map(Object::toString)),
            description.flatMap(Described::coordinator),
            description.map(Described::members),
            progress.map(Progress::commits),
            progress.map(Progress::lags).orElse(Map.of())));
  }

  private static NotSeen lagUntold(GroupId group) {
    return new NotSeen(
        Fact.GROUP_OFFSETS,
        Optional.of(Subject.of(group)),
        "the broker tells no lag of share groups",
        Optional.of("it comes with Kafka 4.3"));
  }

  private void miss(Fact fact, GroupId group, Throwable why) {
    notSeen.add(Refusals.notSeen(fact, Subject.of(group), why));
  }
}
