package io.kadvisor.executor.admin;

import io.kadvisor.executor.wave.Throttling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** A throttle as settings of brokers and topics, the same that Kafka's own tool makes. */
final class AdminThrottles {
  private static final String LEADER_RATE = "leader.replication.throttled.rate";
  private static final String FOLLOWER_RATE = "follower.replication.throttled.rate";
  private static final String LEADERS = "leader.replication.throttled.replicas";
  private static final String FOLLOWERS = "follower.replication.throttled.replicas";

  private AdminThrottles() {}

  static Map<ConfigResource, Collection<AlterConfigOp>> set(Throttling throttling) {
    Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
    String rate = Long.toString(throttling.bytesPerSecond());
    for (int broker : throttling.brokers()) {
      settings.put(broker(broker), List.of(set(LEADER_RATE, rate), set(FOLLOWER_RATE, rate)));
    }
    Map<String, List<String>> sources = lists(throttling.sources());
    Map<String, List<String>> targets = lists(throttling.targets());
    for (String topic : throttling.topics()) {
      settings.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(
              set(LEADERS, String.join(",", sources.get(topic))),
              set(FOLLOWERS, String.join(",", targets.get(topic)))));
    }
    return settings;
  }

  /** By topic, {@code partition:broker} of each replica. */
  private static Map<String, List<String>> lists(Map<TopicPartition, List<Integer>> replicas) {
    Map<String, List<String>> lists = new HashMap<>();
    replicas.forEach(
        (partition, brokers) ->
            lists
                .computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                .addAll(
                    brokers.stream().map(broker -> partition.partition() + ":" + broker).toList()));
    return lists;
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> ofTopicsTakenOff(Throttling throttling) {
    return throttling.topics().stream()
        .collect(
            Collectors.toMap(
                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                topic -> List.of(delete(LEADERS), delete(FOLLOWERS))));
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> ofBrokersTakenOff(Throttling throttling) {
    return throttling.brokers().stream()
        .collect(
            Collectors.toMap(
                AdminThrottles::broker,
                broker -> List.of(delete(LEADER_RATE), delete(FOLLOWER_RATE))));
  }

  private static ConfigResource broker(int id) {
    return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
  }

  private static AlterConfigOp delete(String key) {
    return new AlterConfigOp(new ConfigEntry(key, ""), OpType.DELETE);
  }
}
