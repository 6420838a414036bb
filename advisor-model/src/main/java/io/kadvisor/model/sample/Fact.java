package io.kadvisor.model.sample;

/** A kind of thing that a sweep sees; each rule states which ones it needs. */
public enum Fact {
  BROKER_MEMBERSHIP(
      "which brokers the controller lists, with host and rack",
      Source.ADMIN,
      "DESCRIBE on the cluster"),
  BROKER_ANSWER(
      "whether each broker answers a call of its own", Source.ADMIN, "DESCRIBE on the cluster"),
  CONTROLLER("the active controller", Source.ADMIN, "DESCRIBE on the cluster"),
  TOPIC_PARTITIONS(
      "leader, replicas and ISR of each partition", Source.ADMIN, "DESCRIBE on the topic"),
  OFFSETS("earliest, latest and read-committed end offsets", Source.ADMIN, "DESCRIBE on the topic"),
  LOG_DIRS(
      "size of each replica, total and free space of each volume",
      Source.ADMIN,
      "DESCRIBE on the cluster"),
  TOPIC_CONFIG("topic configuration", Source.ADMIN, "DESCRIBE_CONFIGS on the topic"),
  BROKER_CONFIG("broker configuration", Source.ADMIN, "DESCRIBE_CONFIGS on the cluster"),
  GROUPS("groups with state, members and assignment", Source.ADMIN, "DESCRIBE on the group"),
  GROUP_OFFSETS("committed offsets of groups", Source.ADMIN, "DESCRIBE on the group"),
  BROKER_CPU(
      "CPU time of the broker's process and its cores", Source.JMX, "JMX port of the broker"),
  BROKER_TRAFFIC("bytes and messages in and out of a broker", Source.JMX, "JMX port of the broker"),
  BROKER_THREADS(
      "idle share of request handlers and network threads", Source.JMX, "JMX port of the broker"),
  ISR_CHANGES("ISR shrinks and expands of a broker", Source.JMX, "JMX port of the broker");

  /** Where a fact comes from. */
  public enum Source {
    ADMIN,
    JMX
  }

  private final String description;
  private final Source source;
  private final String access;

  Fact(String description, Source source, String access) {
    this.description = description;
    this.source = source;
    this.access = access;
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
}
