package io.kadvisor.core.plan;

import io.kadvisor.model.unit.Unit;
import java.util.Arrays;
import java.util.Optional;

/** What a broker can run out of. The order is that of urgency where two are equally short. */
public enum BrokerResource {
  /** A full volume stops its broker; used and total bytes. */
  STORAGE("storage", "storage", Unit.BYTES, false),
  /** Cores. */
  CPU("cpu", "CPU", Unit.CORES, true),
  /** Bytes a second that come in: clients and replication. */
  NETWORK_IN("network-in", "network in", Unit.BYTES_PER_SECOND, true),
  /** Bytes a second that go out: clients and replication. */
  NETWORK_OUT("network-out", "network out", Unit.BYTES_PER_SECOND, true),
  /** Replicas, led or followed. */
  PARTITIONS("partitions", "partitions", Unit.COUNT, false);

  private final String tag;
  private final String words;
  private final Unit unit;
  private final boolean movesOnLoss;

  BrokerResource(String tag, String words, Unit unit, boolean movesOnLoss) {
    this.tag = tag;
    this.words = words;
    this.unit = unit;
    this.movesOnLoss = movesOnLoss;
  }

  /** The cause of a finding. */
  public String tag() {
    return tag;
  }

  /** As a sentence says it. */
  public String words() {
    return words;
  }

  public Unit unit() {
    return unit;
  }

  /**
   * True when the others take over what a lost broker did; Kafka makes no new replicas for it, so
   * bytes and replicas stay where they are.
   */
  public boolean movesOnLoss() {
    return movesOnLoss;
  }

  /** The resource of a cause. */
  public static Optional<BrokerResource> of(String tag) {
    return Arrays.stream(values()).filter(r -> r.tag.equals(tag)).findFirst();
  }
}
