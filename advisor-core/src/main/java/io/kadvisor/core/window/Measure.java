package io.kadvisor.core.window;

import io.kadvisor.model.unit.Unit;
import java.util.Optional;
import java.util.stream.Stream;

/** A number that windows keep of a subject, under the name that {@code windows.*} carries. */
public enum Measure {
  /**
   * CPU time of the broker's process over wall time and cores; absent while the cores are unknown.
   */
  CPU("cpu", Unit.RATIO),
  BYTES_IN("bytes-in", Unit.BYTES_PER_SECOND),
  BYTES_OUT("bytes-out", Unit.BYTES_PER_SECOND),
  MESSAGES_IN("messages-in", Unit.RECORDS_PER_SECOND),
  HANDLER_IDLE("handler-idle", Unit.RATIO),
  NETWORK_IDLE("network-idle", Unit.RATIO),
  ISR_SHRINKS("isr-shrinks", Unit.PER_SECOND),
  ISR_EXPANDS("isr-expands", Unit.PER_SECOND),
  /** Bytes of all replicas: of a broker's in its log directories, of a topic's on all brokers. */
  DISK_USED("disk-used", Unit.BYTES),
  /** The fullest volume of the broker, whoever fills it. */
  DISK_USED_SHARE("disk-used-share", Unit.RATIO),
  LEADERS("leaders", Unit.COUNT),
  /** Of a topic its partitions, of a broker the replicas that it holds. */
  PARTITIONS("partitions", Unit.COUNT),
  /** How long the broker took to answer a call of its own. */
  ANSWER_LATENCY("answer-latency", Unit.SECONDS),
  /** Growth of the end offsets. */
  RECORDS_IN("records-in", Unit.RECORDS_PER_SECOND),
  /** Bytes of one copy, the leader's. */
  SIZE("size", Unit.BYTES),
  UNDER_REPLICATED("under-replicated", Unit.COUNT),
  LAG("lag", Unit.RECORDS),
  /** Lag of the partition that is furthest behind. */
  LAG_MAX_PARTITION("lag-max-partition", Unit.RECORDS),
  /** Growth of the committed offsets. */
  COMMIT_RATE("commit-rate", Unit.RECORDS_PER_SECOND),
  MEMBERS("members", Unit.COUNT);

  private final String tag;
  private final Unit unit;

  Measure(String tag, Unit unit) {
    this.tag = tag;
    this.unit = unit;
  }

  /** Its name on {@code windows.*}. */
  public String tag() {
    return tag;
  }

  public Unit unit() {
    return unit;
  }

  static Optional<Measure> tagged(String tag) {
    return Stream.of(values()).filter(m -> m.tag.equals(tag)).findFirst();
  }
}
