package io.kadvisor.localcluster.workload;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings under which clients live through killed and paused brokers: no call waits long for one
 * broker.
 */
final class ClientSettings {
  private static final int MOST_RECORDS = 100;

  private ClientSettings() {}

  private static Map<String, Object> common(String bootstrapServers, String clientId) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("client.id", clientId);
    settings.put("request.timeout.ms", 5_000);
    settings.put("metadata.max.age.ms", 30_000);
    settings.put("reconnect.backoff.max.ms", 1_000);
    settings.put("socket.connection.setup.timeout.ms", 2_000);
    settings.put("enable.metrics.push", false);
    return settings;
  }

  static Map<String, Object> producer(String bootstrapServers, ProducerPlan plan) {
    Map<String, Object> settings = common(bootstrapServers, "shop-" + plan.name());
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.put("linger.ms", 50);
    settings.put("batch.size", plan.batchBytes());
    // what cannot be sent now is sent later, even after half a minute without any broker
    settings.put("delivery.timeout.ms", 120_000);
    settings.put("max.block.ms", 1_000);
    return settings;
  }

  static Map<String, Object> consumer(String bootstrapServers, GroupPlan plan, int member) {
    Map<String, Object> settings = common(bootstrapServers, "shop-" + plan.group() + "-" + member);
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    settings.put("group.id", plan.group());
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("auto.offset.reset", "earliest");
    settings.put("auto.commit.interval.ms", 500);
    settings.put("max.poll.records", recordsInOnePoll(plan));
    // twice a second and not for each record: two cores are all there is for brokers and clients
    settings.put("fetch.min.bytes", 4096);
    settings.putAll(ofProtocol(plan.protocol()));
    return settings;
  }

  private static Map<String, Object> ofProtocol(GroupPlan.Protocol protocol) {
    return switch (protocol) {
      // the session is the broker's business there
      case CONSUMER -> Map.of("group.protocol", "consumer");
      case CLASSIC ->
          Map.of(
              "group.protocol",
              "classic",
              "session.timeout.ms",
              6_000,
              "heartbeat.interval.ms",
              2_000,
              "partition.assignment.strategy",
              "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    };
  }

  /** Small enough that a slow member commits about twice a second. */
  private static int recordsInOnePoll(GroupPlan plan) {
    double perPoll = plan.limit().orElse(2 * MOST_RECORDS) / 2;
    return (int) Math.max(1, Math.min(MOST_RECORDS, perPoll));
  }
}
