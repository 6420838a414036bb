package io.kadvisor.core.advice;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.unit.DataRate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Command lines of Kafka's own tools (4.3) for one cluster; every name in them is quoted for the
 * shell.
 *
 * @param secured true when the client settings for TLS or SASL, in {@code client.properties}, are
 *     part of each
 */
record KafkaCommands(String bootstrap, boolean secured) {
  static KafkaCommands of(ClusterView view) {
    return new KafkaCommands(view.bootstrap(), view.secured());
  }

  /** The same tools pointed at other addresses. */
  KafkaCommands at(String addresses) {
    return new KafkaCommands(addresses, secured);
  }

  /** The same, with the client settings wherever they may be needed. */
  KafkaCommands withClientSettings() {
    return new KafkaCommands(bootstrap, true);
  }

  private String command(String tool, String... arguments) {
    List<String> words = new ArrayList<>(List.of(tool, "--bootstrap-server", bootstrap));
    if (secured) {
      words.addAll(List.of("--command-config", "client.properties"));
    }
    words.addAll(List.of(arguments));
    return Shell.line(words);
  }

  /**
   * The describing call with one of its filters.
   *
   * @param filter {@code --under-replicated-partitions}, {@code --unavailable-partitions} and the
   *     like
   */
  String partitions(String filter) {
    return command("kafka-topics.sh", "--describe", filter);
  }

  String topic(TopicName topic) {
    return command("kafka-topics.sh", "--describe", "--topic", topic.value());
  }

  String electPreferred() {
    return command(
        "kafka-leader-election.sh", "--election-type", "preferred", "--all-topic-partitions");
  }

  String electPreferred(String file) {
    return command(
        "kafka-leader-election.sh", "--election-type", "preferred", "--path-to-json-file", file);
  }

  String electUnclean(TopicName topic, int partition) {
    return command(
        "kafka-leader-election.sh",
        "--election-type",
        "unclean",
        "--topic",
        topic.value(),
        "--partition",
        Integer.toString(partition));
  }

  /**
   * Prints an assignment that spreads the topics of a file over these brokers.
   *
   * @param byRacks false where only some of them have a rack: the tool else refuses
   */
  String generate(String file, String brokers, boolean byRacks) {
    List<String> arguments =
        new ArrayList<>(List.of("--topics-to-move-json-file", file, "--broker-list", brokers));
    if (!byRacks) {
      arguments.add("--disable-rack-aware");
    }
    arguments.add("--generate");
    return command("kafka-reassign-partitions.sh", arguments.toArray(String[]::new));
  }

  String reassign(String file) {
    return reassignment(file, "--execute");
  }

  String reassign(String file, DataRate throttle) {
    return reassignment(file, "--execute", "--throttle", rate(throttle));
  }

  /** The running reassignment again, at another rate. */
  String rethrottle(String file, DataRate throttle) {
    return reassignment(file, "--execute", "--additional", "--throttle", rate(throttle));
  }

  String cancelReassignment(String file) {
    return reassignment(file, "--cancel");
  }

  String verifyReassignment(String file) {
    return reassignment(file, "--verify");
  }

  private String reassignment(String file, String... action) {
    List<String> words = new ArrayList<>(List.of("--reassignment-json-file", file));
    words.addAll(List.of(action));
    return command("kafka-reassign-partitions.sh", words.toArray(String[]::new));
  }

  private static String rate(DataRate throttle) {
    return Long.toString((long) throttle.bytesPerSecond());
  }

  String reassignments() {
    return command("kafka-reassign-partitions.sh", "--list");
  }

  String logDirs(TopicName topic) {
    return command("kafka-log-dirs.sh", "--describe", "--topic-list", topic.value());
  }

  String setTopicConfig(TopicName topic, String setting) {
    return alterConfig("topics", topic.value(), "--add-config", setting);
  }

  String deleteTopicConfig(TopicName topic, Collection<String> settings) {
    return alterConfig("topics", topic.value(), "--delete-config", String.join(",", settings));
  }

  String deleteBrokerConfig(BrokerId broker, Collection<String> settings) {
    return alterConfig("brokers", broker.toString(), "--delete-config", String.join(",", settings));
  }

  String setBrokerConfig(BrokerId broker, String setting) {
    return alterConfig("brokers", broker.toString(), "--add-config", setting);
  }

  private String alterConfig(String type, String name, String change, String settings) {
    return command(
        "kafka-configs.sh",
        "--alter",
        "--entity-type",
        type,
        "--entity-name",
        name,
        change,
        settings);
  }

  String topicConfigs() {
    return command("kafka-configs.sh", "--describe", "--entity-type", "topics");
  }

  /** The sizes of all replicas, and of their volumes. */
  String logDirs() {
    return command("kafka-log-dirs.sh", "--describe");
  }

  String brokerConfigs() {
    return command("kafka-configs.sh", "--describe", "--entity-type", "brokers");
  }

  String group(GroupId group) {
    return command("kafka-consumer-groups.sh", "--describe", "--group", group.value());
  }

  String members(GroupId group) {
    return command(
        "kafka-consumer-groups.sh",
        "--describe",
        "--group",
        group.value(),
        "--members",
        "--verbose");
  }

  String deleteGroup(GroupId group) {
    return command("kafka-consumer-groups.sh", "--delete", "--group", group.value());
  }

  String skip(GroupId group, TopicName topic, int partition) {
    return command(
        "kafka-consumer-groups.sh",
        "--group",
        group.value(),
        "--topic",
        topic.value() + ":" + partition,
        "--reset-offsets",
        "--shift-by",
        "1",
        "--dry-run");
  }

  String endOffsets(TopicName topic) {
    return command("kafka-get-offsets.sh", "--topic", topic.value());
  }

  /** Keys of some records of a partition, the most frequent first. */
  String countKeys(TopicName topic, int partition, long from, int records) {
    return command(
            "kafka-console-consumer.sh",
            "--topic",
            topic.value(),
            "--partition",
            Integer.toString(partition),
            "--offset",
            Long.toString(from),
            "--max-messages",
            Integer.toString(records),
            "--timeout-ms",
            "10000",
            "--formatter-property",
            "print.key=true",
            "--formatter-property",
            "print.value=false")
        + " | sort | uniq -c | sort -rn | head";
  }

  String versions() {
    return command("kafka-broker-api-versions.sh");
  }

  /** Everything that a broker runs with, defaults too. */
  String brokerConfig(BrokerId broker) {
    return command(
        "kafka-configs.sh",
        "--describe",
        "--all",
        "--entity-type",
        "brokers",
        "--entity-name",
        broker.toString());
  }

  String logDirs(BrokerId broker) {
    return command("kafka-log-dirs.sh", "--describe", "--broker-list", broker.toString());
  }

  String clientQuotas() {
    return command("kafka-configs.sh", "--describe", "--entity-type", "clients");
  }

  /** The controllers' quorum: who leads, which epoch, how far the slowest is. */
  String quorumStatus() {
    return command("kafka-metadata-quorum.sh", "describe", "--status");
  }

  /** Each voter with its end of the log and when it last fetched. */
  String quorumReplication() {
    return command("kafka-metadata-quorum.sh", "describe", "--replication", "--human-readable");
  }
}
