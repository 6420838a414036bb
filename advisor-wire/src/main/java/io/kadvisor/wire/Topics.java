package io.kadvisor.wire;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClientSample;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Every topic of the contract, each once, under one prefix. */
public final class Topics {
  public static final String DEFAULT_PREFIX = "kadvisor.";

  /** Enough for some dozens of clusters on a handful of instances; fixed at birth. */
  public static final int DEFAULT_PARTITIONS = 6;

  private static final Duration SAMPLES = Duration.ofDays(2);
  private static final Duration WINDOWS = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration TOMBSTONES = Duration.ofDays(1);
  private static final String COLLECTOR = "collector";
  private static final String STREAMS = "streams";

  private final String prefix;
  private final int partitions;

  public Topics(String prefix) {
    this(prefix, DEFAULT_PARTITIONS);
  }

  /** With that many partitions for every topic that is partitioned by cluster. */
  public Topics(String prefix, int partitions) {
    this.prefix = Objects.requireNonNull(prefix, "prefix");
    this.partitions = partitions;
  }

  public String prefix() {
    return prefix;
  }

  public int partitions() {
    return partitions;
  }

  public Topic<BrokerSample> brokerSamples() {
    return deleted(
        "metrics.broker",
        BrokerSample.class,
        SAMPLES,
        "cluster|broker",
        COLLECTOR,
        "what each sweep saw of each broker");
  }

  public Topic<TopicSample> topicSamples() {
    return deleted(
        "metrics.partition",
        TopicSample.class,
        SAMPLES,
        "cluster|topic[|part]",
        COLLECTOR,
        "what each sweep saw of each topic, a column a fact, a row a partition; large ones in parts");
  }

  public Topic<GroupSample> groupSamples() {
    return deleted(
        "metrics.lag",
        GroupSample.class,
        SAMPLES,
        "cluster|group[|part]",
        COLLECTOR,
        "what each sweep saw of each group, with commits and ends of the same sweep; large ones in"
            + " parts");
  }

  public Topic<ClusterRecord> clusterRecords() {
    return deleted(
        "metrics.cluster",
        ClusterRecord.class,
        SAMPLES,
        "cluster",
        COLLECTOR,
        "the cluster as a whole, and the mark that closes each sweep");
  }

  public Topic<ClientSample> clientSamples() {
    return deleted(
        "metrics.client",
        ClientSample.class,
        SAMPLES,
        "cluster|group",
        "the teams' own consumers",
        "processing time, poll idle, CPU and batch size that teams publish for their groups");
  }

  public Topic<Window> brokerWindows() {
    return windows("windows.broker", "cluster|broker", "brokers over aligned windows");
  }

  public Topic<Window> topicWindows() {
    return windows(
        "windows.topic",
        "cluster|topic",
        "topics with their busiest partitions over aligned windows");
  }

  public Topic<Window> groupWindows() {
    return windows("windows.group", "cluster|group", "groups over aligned windows");
  }

  public Topic<Finding> findings() {
    return compacted(
        "findings",
        Finding.class,
        "cluster|rule|subject",
        STREAMS,
        "what each rule found, as far as it has come");
  }

  public Topic<Advisory> advisories() {
    return compacted(
        "advisories",
        Advisory.class,
        "cluster|advisory",
        STREAMS,
        "incidents and what to do about them, each revision whole");
  }

  public Topic<Artefact> artefacts() {
    return compacted(
        "artefacts",
        Artefact.class,
        "cluster|advisory|name|part",
        STREAMS,
        "files that advisories refer to, in numbered parts");
  }

  public Topic<PlanPart> plans() {
    return compacted(
        "plans",
        PlanPart.class,
        "cluster|advisory|part",
        "planner, beside the streams",
        "the plan of each advisory that wants one, in numbered parts, until another replaces it");
  }

  public Topic<Command> commands() {
    return deleted(
        "commands",
        Command.class,
        MONTH,
        "cluster|advisory",
        "API, executor, silence watch",
        "acknowledge, dismiss, snooze, approve; reports of the executor; silence of a collector");
  }

  public Topic<ActionRecord> actions() {
    return deleted(
        "actions",
        ActionRecord.class,
        YEAR,
        "cluster|advisory",
        STREAMS,
        "the audit of every command");
  }

  public Topic<Policy> policies() {
    return compacted(
        "policies",
        Policy.class,
        "cluster|version",
        "API, command line",
        "versions of what counts as trouble, never overwritten");
  }

  public Topic<CollectorLease> collectors() {
    return deleted(
        "collectors",
        CollectorLease.class,
        MONTH,
        "cluster",
        COLLECTOR,
        "which collector sweeps which cluster");
  }

  /**
   * Records that could not be read or processed, with their origin in the headers; as the bytes
   * that they were.
   */
  public Topic<byte[]> deadLetters() {
    return new Topic<>(
        prefix + "dead-letters",
        "dead-letters",
        Optional.empty(),
        1,
        Topic.Cleanup.DELETE,
        MONTH,
        "that of the record",
        STREAMS,
        "records that could not be read or processed, with their origin in the headers");
  }

  public List<Topic<?>> all() {
    return List.of(
        brokerSamples(),
        topicSamples(),
        groupSamples(),
        clusterRecords(),
        clientSamples(),
        brokerWindows(),
        topicWindows(),
        groupWindows(),
        findings(),
        advisories(),
        artefacts(),
        plans(),
        commands(),
        actions(),
        policies(),
        collectors(),
        deadLetters());
  }

  private Topic<Window> windows(String name, String key, String description) {
    return deleted(name, Window.class, WINDOWS, key, STREAMS, description);
  }

  private <V> Topic<V> deleted(
      String name,
      Class<V> type,
      Duration retention,
      String key,
      String writer,
      String description) {
    return new Topic<>(
        prefix + name,
        name,
        Optional.of(type),
        partitions,
        Topic.Cleanup.DELETE,
        retention,
        key,
        writer,
        description);
  }

  private <V> Topic<V> compacted(
      String name, Class<V> type, String key, String writer, String description) {
    return new Topic<>(
        prefix + name,
        name,
        Optional.of(type),
        partitions,
        Topic.Cleanup.COMPACT,
        TOMBSTONES,
        key,
        writer,
        description);
  }
}
