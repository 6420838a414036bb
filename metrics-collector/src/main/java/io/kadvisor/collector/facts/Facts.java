package io.kadvisor.collector.facts;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one sweep read over the Admin API. What is not in a map was not observed, and
 * {@code notSeen} says why.
 *
 * @param controller the active one; with KRaft, of which the metadata names a broker at random, the
 *     quorum's leader
 * @param control what the controllers tell
 * @param brokers that the metadata names, fenced ones included where the cluster tells them
 * @param answers of the brokers that were asked themselves, without {@code since}
 * @param topics absent means gone: a sweep that cannot list topics fails as a whole
 * @param groups all that were listed
 * @param groupsComplete false when a broker did not list its groups, so that absence says nothing
 * @param logDirs read in this sweep
 * @param topicConfigs read in this sweep, by topic id
 * @param brokerConfigs read in this sweep
 * @param renewed facts that were read, at least in part
 */
public record Facts(
    ClusterId cluster,
    Optional<BrokerId> controller,
    ControlFacts control,
    List<SeenBroker> brokers,
    Map<BrokerId, Answer> answers,
    List<SeenTopic> topics,
    Map<TopicName, SeenOffsets> offsets,
    List<SeenGroup> groups,
    boolean groupsComplete,
    Map<BrokerId, SeenLogDirs> logDirs,
    Map<String, Map<String, String>> topicConfigs,
    Map<BrokerId, Map<String, String>> brokerConfigs,
    Set<Fact> renewed,
    List<NotSeen> notSeen) {
  public Facts {
    brokers = List.copyOf(brokers);
    answers = Map.copyOf(answers);
    topics = List.copyOf(topics);
    offsets = Map.copyOf(offsets);
    groups = List.copyOf(groups);
    logDirs = Map.copyOf(logDirs);
    topicConfigs = Map.copyOf(topicConfigs);
    brokerConfigs = Map.copyOf(brokerConfigs);
    renewed = Set.copyOf(renewed);
    notSeen = List.copyOf(notSeen);
  }

  /** The same as if there were no such topic. */
  public Facts without(TopicName topic) {
    return new Facts(
        cluster,
        controller,
        control,
        brokers,
        answers,
        topics.stream().filter(each -> !each.name().equals(topic)).toList(),
        offsets,
        groups,
        groupsComplete,
        logDirs,
        topicConfigs,
        brokerConfigs,
        renewed,
        notSeen);
  }
}
