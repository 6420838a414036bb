package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.LongColumn;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one sweep hands to the next within an epoch: counters for rates, slow facts to repeat, and
 * who was there, so that absence shows.
 *
 * @param at the sweep that it is from; absent before the first
 * @param topicConfigs by topic id
 * @param moving whom reassignments concerned
 */
public record SweepMemory(
    Optional<Instant> at,
    Map<BrokerId, BrokerMemory> brokers,
    Map<TopicName, TopicMemory> topics,
    Map<String, Map<String, String>> topicConfigs,
    Moving moving,
    Map<GroupId, GroupSample> groups) {

  /** End offsets of a topic; they count on only for the topic with the same id. */
  record TopicMemory(String id, LongColumn latest) {}

  /** Before the first sweep of an epoch. */
  public static final SweepMemory NOTHING =
      new SweepMemory(Optional.empty(), Map.of(), Map.of(), Map.of(), Moving.NOTHING, Map.of());

  public SweepMemory {
    brokers = new TreeMap<>(brokers);
    topics = Map.copyOf(topics);
    topicConfigs = Map.copyOf(topicConfigs);
    groups = Map.copyOf(groups);
  }

  /** Brokers with a known address. */
  public List<SeenBroker> addresses() {
    return brokers.values().stream()
        .map(BrokerMemory::last)
        .flatMap(Optional::stream)
        .collect(Collectors.toList());
  }

  /** Ids of topics whose configuration is known and has no throttle that may be on its way out. */
  public Set<String> configuredTopics() {
    Set<String> atRest = new HashSet<>(topicConfigs.keySet());
    atRest.removeIf(id -> Throttles.onTopic(topicConfigs.get(id)));
    topics.entrySet().stream()
        .filter(topic -> moving.topics().contains(topic.getKey().value()))
        .forEach(topic -> atRest.remove(topic.getValue().id()));
    return atRest;
  }

  /** Brokers that are throttled, or that a reassignment concerned a moment ago. */
  public Set<BrokerId> watchedBrokers() {
    Set<BrokerId> watched = new HashSet<>(moving.brokers());
    brokers.forEach(
        (broker, memory) -> {
          if (Throttles.onBroker(memory.config())) {
            watched.add(broker);
          }
        });
    return watched;
  }
}
