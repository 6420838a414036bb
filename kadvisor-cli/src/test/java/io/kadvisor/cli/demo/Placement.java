package io.kadvisor.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** Where replicas and leaders are, and what holds them back, as an independent client sees it. */
public record Placement(Admin admin) {

  /** The assignments of a file, by {@code topic-partition}. */
  public static SortedMap<String, List<Integer>> planned(String file) throws IOException {
    SortedMap<String, List<Integer>> planned = new TreeMap<>();
    for (JsonNode row : Json.mapper().readTree(file).path("partitions")) {
      List<Integer> replicas =
          IntStream.range(0, row.path("replicas").size())
              .mapToObj(n -> row.path("replicas").get(n).asInt())
              .toList();
      planned.put(row.path("topic").asText() + "-" + row.path("partition").asInt(), replicas);
    }
    return planned;
  }

  public SortedMap<String, List<Integer>> replicas(Collection<String> topics) throws Exception {
    return described(topics, p -> p.replicas().stream().map(Node::id).toList());
  }

  public SortedMap<String, Integer> leaders(Collection<String> topics) throws Exception {
    return described(topics, p -> p.leader().id());
  }

  private <T> SortedMap<String, T> described(
      Collection<String> topics, Function<TopicPartitionInfo, T> what) throws Exception {
    SortedMap<String, T> described = new TreeMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(p -> described.put(name + "-" + p.partition(), what.apply(p))));
    return described;
  }

  static Map<String, Set<Integer>> sets(Map<String, List<Integer>> replicas) {
    return replicas.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new HashSet<>(e.getValue())));
  }

  /** Settings that hold replication back, of topics and brokers. */
  public List<String> throttles(Collection<String> topics, Collection<Integer> brokers)
      throws Exception {
    Stream<ConfigResource> ofTopics =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name));
    Stream<ConfigResource> ofBrokers =
        brokers.stream().map(id -> new ConfigResource(ConfigResource.Type.BROKER, id.toString()));
    return admin
        .describeConfigs(Stream.concat(ofTopics, ofBrokers).toList())
        .all()
        .get()
        .values()
        .stream()
        .flatMap(config -> config.entries().stream())
        .filter(entry -> entry.name().contains("throttled"))
        .filter(entry -> entry.value() != null && !entry.value().isEmpty())
        .filter(entry -> !entry.isDefault())
        .map(entry -> entry.name() + "=" + entry.value())
        .toList();
  }
}
