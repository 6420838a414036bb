package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.capacity.BackupCoverage;
import io.kadvisor.core.rule.capacity.BackupCoverage.Kind;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Topics that need a backup have none that Kafka shows: a sink connector for them. */
final class BackupAdviser implements PolicyAdviser {
  private static final String SINK = "s3-sink.json";
  private static final String LIFECYCLE = "lifecycle.json";
  private static final String CONNECTOR = "backup-s3";

  /** Kafka Connect's own prefix. */
  private static final GroupId GROUP = new GroupId("connect-" + CONNECTOR);

  /** More tasks than this share a worker's threads for nothing. */
  private static final int MOST_TASKS = 8;

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    BackupCoverage coverage = BackupCoverage.of(sweep, memory, policy);
    List<TopicName> without = coverage.of(Kind.NONE);
    Draft draft = Draft.about(incident);
    draft.alsoAffecting(
        PartitionsByTopic.where(
            sweep.topics().values(), (topic, p) -> without.contains(topic.topic())));
    story(draft, incident, coverage, without);
    KafkaCommands kafka = KafkaCommands.of(ClusterView.of(sweep));
    coverage
        .stopped()
        .forEach(
            group ->
                draft.step(
                    "Start the connector behind group "
                        + group
                        + " again: it is known and has no members.",
                    kafka.group(group)));
    if (without.isEmpty() || !coverage.bare().isEmpty()) {
      remedy(draft, coverage.bare(), sweep, kafka);
    } else {
      restart(draft, without, kafka);
    }
    return draft.advice();
  }

  private static void story(
      Draft draft, Incident incident, BackupCoverage coverage, List<TopicName> without) {
    int wanted = coverage.topics().size();
    draft
        .title(
            Phrase.count(without.size(), "topic")
                + " without the backup that the policy wants: "
                + names(without),
            Phrase.count(without.size(), "topic") + " without the backup that the policy wants")
        .explain(
            incident.firstRoot().evidence().stream()
                .limit(3)
                .map(Evidence::sentence)
                .collect(Collectors.joining(". ", "", ".")),
            "The policy names "
                + Phrase.count(wanted, "topic")
                + ", "
                + without.size()
                + " of them without a backup."
                + covered(coverage),
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            Level.MEDIUM,
            "Kafka shows who consumes, not what becomes of it: a backup by other ways has to be declared (policy.backup.covered).")
        .impact(
            "Nothing fails now. Replicas are no backup: what is deleted, by a person, a program or retention, is gone from all of them.")
        .forecast("It stays so; what is lost in the meantime cannot be had back.")
        .missing(
            "Whether what a sink has written can be restored: Kafka sees neither the files nor their age. Only a restore that was tried tells.");
  }

  private static String covered(BackupCoverage coverage) {
    List<TopicName> covered = coverage.of(Kind.COVERED);
    return covered.isEmpty()
        ? ""
        : " The others: "
            + Phrase.list(
                covered.stream()
                    .map(topic -> topic + " " + coverage.topics().get(topic).words())
                    .toList(),
                3)
            + ".";
  }

  private static String names(List<TopicName> topics) {
    return Phrase.list(topics.stream().map(TopicName::value).toList(), 3);
  }

  private static void restart(Draft draft, List<TopicName> without, KafkaCommands kafka) {
    draft
        .action("restart-sink", "Start the sink of " + names(without) + " again.")
        .parameter("topics", names(without))
        .step(
            "If it does not start, its worker's log says why; see how far the topic has gone on.",
            kafka.topic(without.get(0)))
        .risk("Low: it goes on where its group stopped.")
        .verify("Its group has members and this notice resolves by itself.")
        .alternative(
            "Set up another sink.",
            "It reads the topics from their beginning, and there are then two copies.");
  }

  private static void remedy(
      Draft draft, List<TopicName> without, Sweep sweep, KafkaCommands kafka) {
    draft
        .action(
            "add-backup",
            "Let a sink connector write "
                + names(without)
                + " to S3, key, value, headers and time.")
        .parameter("topics", names(without))
        .file(SINK, SinkFile.s3(without, tasks(without, sweep)))
        .file(LIFECYCLE, SinkFile.lifecycle())
        .step(FileSteps.save(List.of(SINK, LIFECYCLE)))
        .step(
            "Let the bucket keep versions, and move what is old to cheaper storage; the second call replaces the bucket's present rules.",
            "aws s3api put-bucket-versioning --bucket \"$BACKUP_BUCKET\" --versioning-configuration Status=Enabled"
                + " && aws s3api put-bucket-lifecycle-configuration --bucket \"$BACKUP_BUCKET\" --lifecycle-configuration file://"
                + LIFECYCLE)
        .step(
            "Start the connector.",
            "curl -sS -X PUT -H 'Content-Type: application/json' --data @"
                + SINK
                + " \"$CONNECT_URL/connectors/"
                + CONNECTOR
                + "/config\"")
        .step("See that its group keeps up.", kafka.group(GROUP))
        .step(
            "Read one object back into a topic of its own, and compare: only that proves it. What lies in GLACIER has to be restored before a connector can read it.")
        .precondition(
            "Kafka Connect runs with Aiven's S3 connector (Apache 2.0), and its workers may read these topics and write the bucket.")
        .precondition(
            "The workers know BACKUP_BUCKET and BACKUP_REGION and have config.providers=env with EnvVarConfigProvider; or replace both in the file.")
        .risk(
            "Low: it reads these topics once from their beginning. Whoever reads the bucket reads the records: restrict and encrypt it.")
        .costs(
            "Storage of one copy, compressed: 0.023 USD per GB and month in S3 Standard (us-east-1), less with the rules of "
                + LIFECYCLE
                + "; and reading every record once more.")
        .rollback(
            "Take the connector away; what is written stays: curl -sS -X DELETE \"$CONNECT_URL/connectors/"
                + CONNECTOR
                + "\"")
        .verify("Group " + GROUP + " has members and this notice resolves by itself.")
        .alternative(
            "Mirror the topics to another cluster with MirrorMaker 2, and name it in policy.backup.mirrors.",
            "It is there for fail-over at once, but costs a cluster, and keeps records no longer than that one's retention.")
        .alternative(
            "Declare them covered (policy.backup.covered), if something else takes them.",
            "Kafka then cannot tell when that stops.")
        .alternative(
            "Take them off policy.backup.topics, if their records can be made again.",
            "The next reader wants to know why: dismiss with that reason instead.");
  }

  /** One a partition, as far as that helps. */
  private static int tasks(List<TopicName> topics, Sweep sweep) {
    int partitions =
        topics.stream()
            .map(topic -> sweep.topics().get(topic))
            .filter(Objects::nonNull)
            .mapToInt(TopicSample::partitionCount)
            .sum();
    return Math.max(1, Math.min(MOST_TASKS, partitions));
  }
}
