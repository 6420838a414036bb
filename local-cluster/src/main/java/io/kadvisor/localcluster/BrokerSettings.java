package io.kadvisor.localcluster;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in a broker's {@code server.properties}. */
final class BrokerSettings {
  private static final int LARGEST_FACTOR = 3;

  private BrokerSettings() {}

  /**
   * The settings by which a local broker differs from Kafka's defaults, apart from names, places
   * and ports: short times, so that a fault shows in seconds.
   */
  static Map<String, String> base(int brokers) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("replica.lag.time.max.ms", "3000");
    settings.put("broker.session.timeout.ms", "9000");
    // how long a transaction waits for a broker that was paused in the midst of its commit
    settings.put("request.timeout.ms", "5000");
    settings.put("auto.leader.rebalance.enable", "false");
    settings.put("auto.create.topics.enable", "false");
    settings.put("log.retention.check.interval.ms", "5000");
    settings.put("log.initial.task.delay.ms", "1000");
    settings.put("log.segment.delete.delay.ms", "1000");
    settings.put("log.segment.bytes", "1048576");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("num.io.threads", "2");
    settings.put("num.network.threads", "2");
    settings.put("num.partitions", "3");
    // one fetch always passes a replication throttle: a small one, so that a throttle holds
    settings.put("replica.fetch.max.bytes", "65536");
    settings.putAll(groups());
    settings.putAll(factors(Math.min(brokers, LARGEST_FACTOR)));
    return Collections.unmodifiableMap(settings);
  }

  private static Map<String, String> groups() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "6000");
    for (String type : List.of("consumer", "share", "streams")) {
      settings.put("group." + type + ".min.session.timeout.ms", "6000");
      settings.put("group." + type + ".session.timeout.ms", "6000");
      settings.put("group." + type + ".min.heartbeat.interval.ms", "2000");
      settings.put("group." + type + ".heartbeat.interval.ms", "2000");
    }
    return settings;
  }

  private static Map<String, String> factors(int factor) {
    String copies = Integer.toString(factor);
    String inSync = Integer.toString(Math.max(1, factor - 1));
    var settings = new LinkedHashMap<String, String>();
    settings.put("default.replication.factor", copies);
    settings.put("min.insync.replicas", inSync);
    settings.put("offsets.topic.num.partitions", "6");
    settings.put("offsets.topic.replication.factor", copies);
    settings.put("transaction.state.log.num.partitions", "6");
    settings.put("transaction.state.log.replication.factor", copies);
    settings.put("transaction.state.log.min.isr", inSync);
    settings.put("share.coordinator.state.topic.num.partitions", "6");
    settings.put("share.coordinator.state.topic.replication.factor", copies);
    settings.put("share.coordinator.state.topic.min.isr", inSync);
    return settings;
  }

  /**
   * Names, places and ports of one broker.
   *
   * @param replicationPort that the other brokers are told
   */
  static Map<String, String> own(
      BrokerIdentity broker, String quorum, int replicationPort, Path data) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("node.id", Integer.toString(broker.id()));
    settings.put("broker.rack", broker.rack());
    settings.put("process.roles", broker.isVoter() ? "broker,controller" : "broker");
    settings.put("listeners", listeners(broker));
    settings.put("advertised.listeners", brokerListeners(broker, replicationPort));
    settings.put("inter.broker.listener.name", "REPLICATION");
    settings.putAll(shared(quorum, data));
    return settings;
  }

  /** Names, places and ports of a controller that is a process of its own. */
  static Map<String, String> ofController(Voter controller, String quorum, Path data) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("node.id", Integer.toString(controller.id()));
    settings.put("process.roles", "controller");
    settings.put("listeners", listener("CONTROLLER", controller.port()));
    settings.putAll(shared(quorum, data));
    return settings;
  }

  private static Map<String, String> shared(String quorum, Path data) {
    return Map.of(
        "controller.quorum.voters",
        quorum,
        "controller.listener.names",
        "CONTROLLER",
        "listener.security.protocol.map",
        "CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs",
        data.toString());
  }

  private static String listeners(BrokerIdentity broker) {
    String both = brokerListeners(broker, broker.ports().replication());
    return broker.isVoter()
        ? both + "," + listener("CONTROLLER", broker.ports().controller())
        : both;
  }

  private static String brokerListeners(BrokerIdentity broker, int replicationPort) {
    return listener("CLIENT", broker.ports().client())
        + ","
        + listener("REPLICATION", replicationPort);
  }

  private static String listener(String name, int port) {
    return name + "://" + BrokerIdentity.HOST + ":" + port;
  }
}
