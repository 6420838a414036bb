package io.kadvisor.model.sample;

/** A kind of thing that a sweep sees; each rule states which ones it needs. */
public enum Fact {
  BROKER_MEMBERSHIP(
      "which brokers the controller lists, with host and rack",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "4.0",
      "a fenced broker is not listed: it shows as absent"),
  BROKER_ANSWER(
      "whether each broker answers a call of its own",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "2.1",
      ""),
  CONTROLLER(
      "the active controller",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "3.3",
      "the same with ZooKeeper; with KRaft any broker is named"),
  QUORUM(
      "the KRaft quorum: leader, epoch, and how far each voter is",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "3.3",
      "nothing: with ZooKeeper there is no quorum of Kafka's own"),
  FEATURES(
      "finalized feature levels and the metadata version",
      Source.ADMIN,
      "none",
      "3.3",
      "nothing: inter.broker.protocol.version of the broker configuration says less"),
  TOPIC_PARTITIONS(
      "leader, replicas and ISR of each partition",
      Source.ADMIN,
      "DESCRIBE on the topic",
      "2.8",
      "topics have no id: one that was made again under its name is not told apart"),
  ELIGIBLE_LEADERS(
      "replicas outside the ISR that may still lead without loss (ELR)",
      Source.ADMIN,
      "DESCRIBE on the topic",
      "4.0",
      "the ISR alone: a leader is elected from it or not at all"),
  REASSIGNMENTS(
      "replicas that a running reassignment adds and removes",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "2.4",
      "nothing: a reassignment shows as replicas out of sync"),
  OFFSETS(
      "earliest, latest and read-committed end offsets",
      Source.ADMIN,
      "DESCRIBE on the topic",
      "2.1",
      ""),
  LOG_DIRS(
      "size of each replica, total and free space of each volume",
      Source.ADMIN,
      "DESCRIBE on the cluster",
      "3.3",
      "the sizes of replicas alone: a broker before 3.3 does not tell its volumes"),
  TOPIC_CONFIG("topic configuration", Source.ADMIN, "DESCRIBE_CONFIGS on the topic", "2.1", ""),
  BROKER_CONFIG("broker configuration", Source.ADMIN, "DESCRIBE_CONFIGS on the cluster", "2.1", ""),
  GROUPS(
      "groups with state, members and assignment",
      Source.ADMIN,
      "DESCRIBE on the group",
      "3.8",
      "a group's kind is not told: all are classic"),
  GROUP_OFFSETS(
      "committed offsets of groups",
      Source.ADMIN,
      "DESCRIBE on the group",
      "3.0",
      "the same, with a request for each group"),
  BROKER_CPU(
      "CPU time of the broker's process and its cores",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  BROKER_HEAP(
      "heap in use after the last garbage collection, and its limit",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  BROKER_TRAFFIC(
      "bytes and messages in and out of a broker", Source.JMX, "JMX port of the broker", "2.1", ""),
  BROKER_THREADS(
      "idle share of request handlers and network threads",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  REQUEST_LATENCY(
      "99th percentile of produce and fetch requests, with its parts",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  REQUEST_QUEUES(
      "requests that wait: request and response queue, purgatories",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  CONNECTIONS("open connections of a broker", Source.JMX, "JMX port of the broker", "2.1", ""),
  THROTTLE_TIME("how long quotas delay clients", Source.JMX, "JMX port of the broker", "2.1", ""),
  LOG_FLUSH(
      "how long flushing a log takes, from the first flush on",
      Source.JMX,
      "JMX port of the broker",
      "2.1",
      ""),
  ISR_CHANGES(
      "ISR shrinks and expands of a broker", Source.JMX, "JMX port of the broker", "2.1", ""),
  BROKER_PROBE(
      "how long small records take to a broker and back",
      Source.PROBE,
      "`probe.enabled`, and READ, WRITE and CREATE on the probe's topic",
      "2.1",
      "");

  /** Where a fact comes from. */
  public enum Source {
    ADMIN,
    JMX,
    /** The collector's own producer and consumer. */
    PROBE
  }

  private final String description;
  private final Source source;
  private final String access;
  private final String since;
  private final String below;

  Fact(String description, Source source, String access, String since, String below) {
    this.description = description;
    this.source = source;
    this.access = access;
    this.since = since;
    this.below = below;
  }

  public String description() {
    return description;
  }

  public Source source() {
    return source;
  }

  /** The right or the opening that lets it be seen. */
  public String access() {
    return access;
  }

  /**
   * The lowest version of the watched brokers that tells it whole; 2.1 is the client's own floor.
   */
  public String since() {
    return since;
  }

  /** What stands in for it below {@link #since()}; empty where nothing is lost. */
  public String below() {
    return below;
  }
}
