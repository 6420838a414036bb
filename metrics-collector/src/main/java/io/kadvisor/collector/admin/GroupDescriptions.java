package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.GroupSample;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClassicGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/**
 * Descriptions of groups, each kind by its own call: a call for another kind would cost a refused
 * request and a retry.
 */
final class GroupDescriptions {
  /** What a description tells. */
  record Described(String state, Optional<BrokerId> coordinator, List<SeenMember> members) {}

  private final Admin admin;
  private final int millis;

  GroupDescriptions(Admin admin, Duration time) {
    this.admin = admin;
    this.millis = (int) time.toMillis();
  }

  /** Asks for all groups at once; those of a kind that is not known are not asked for. */
  Map<String, KafkaFuture<Described>> ask(Map<GroupSample.Type, List<String>> groups) {
    Map<String, KafkaFuture<Described>> all = new HashMap<>();
    groups.forEach((type, ids) -> all.putAll(ask(type, ids)));
    return all;
  }

  private Map<String, KafkaFuture<Described>> ask(GroupSample.Type type, List<String> ids) {
    return switch (type) {
      case CLASSIC -> classic(ids);
      case CONSUMER -> consumer(ids);
      case SHARE -> share(ids);
      case STREAMS -> streams(ids);
      case UNKNOWN -> Map.of();
    };
  }

  private Map<String, KafkaFuture<Described>> classic(List<String> ids) {
    var options = new DescribeClassicGroupsOptions().timeoutMs(millis);
    return each(
        admin.describeClassicGroups(ids, options).describedGroups(),
        told ->
            described(told.state(), told.coordinator(), told.members(), GroupDescriptions::member));
  }

  private Map<String, KafkaFuture<Described>> consumer(List<String> ids) {
    var options = new DescribeConsumerGroupsOptions().timeoutMs(millis);
    return each(
        admin.describeConsumerGroups(ids, options).describedGroups(),
        told ->
            described(
                told.groupState(), told.coordinator(), told.members(), GroupDescriptions::member));
  }

  private Map<String, KafkaFuture<Described>> share(List<String> ids) {
    var options = new DescribeShareGroupsOptions().timeoutMs(millis);
    return each(
        admin.describeShareGroups(ids, options).describedGroups(),
        told ->
            described(
                told.groupState(),
                told.coordinator(),
                told.members(),
                GroupDescriptions::shareMember));
  }

  private Map<String, KafkaFuture<Described>> streams(List<String> ids) {
    var options = new DescribeStreamsGroupsOptions().timeoutMs(millis);
    return each(
        admin.describeStreamsGroups(ids, options).describedGroups(),
        told -> {
          Map<String, Set<String>> topics = topicsOfTasks(told);
          return described(
              told.groupState(),
              told.coordinator(),
              told.members(),
              member -> streamsMember(member, topics));
        });
  }

  private static <T> Map<String, KafkaFuture<Described>> each(
      Map<String, KafkaFuture<T>> told, Function<T, Described> described) {
    return told.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().thenApply(described::apply)));
  }

  private static <M> Described described(
      Object state, Node coordinator, Collection<M> members, Function<M, SeenMember> member) {
    return new Described(
        state.toString(),
        Optional.ofNullable(coordinator).filter(n -> !n.isEmpty()).map(n -> new BrokerId(n.id())),
        members.stream().map(member).toList());
  }

  private static SeenMember member(MemberDescription member) {
    return new SeenMember(
        member.consumerId(),
        member.clientId(),
        member.host(),
        member.assignment().topicPartitions());
  }

  /** Members of a share group share partitions, too: one may be with several. */
  private static SeenMember shareMember(ShareMemberDescription member) {
    return new SeenMember(
        member.consumerId(),
        member.clientId(),
        member.host(),
        member.assignment().topicPartitions());
  }

  /** The topics that a task of each subtopology reads. */
  private static Map<String, Set<String>> topicsOfTasks(StreamsGroupDescription group) {
    return group.subtopologies().stream()
        .collect(
            Collectors.toMap(
                StreamsGroupSubtopologyDescription::subtopologyId,
                part ->
                    Stream.concat(
                            part.sourceTopics().stream(),
                            part.repartitionSourceTopics().keySet().stream())
                        .collect(Collectors.toSet())));
  }

  /**
   * Active tasks as partitions. A task reads its partition number in each of its topics; one that a
   * smaller topic does not have is left out later, where sizes are known.
   */
  private static SeenMember streamsMember(
      StreamsGroupMemberDescription member, Map<String, Set<String>> topics) {
    Set<TopicPartition> assigned = new HashSet<>();
    for (var task : member.assignment().activeTasks()) {
      for (String topic : topics.getOrDefault(task.subtopologyId(), Set.of())) {
        task.partitions().forEach(number -> assigned.add(new TopicPartition(topic, number)));
      }
    }
    return new SeenMember(member.memberId(), member.clientId(), member.clientHost(), assigned);
  }
}
