package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Bytes a second of single partitions, estimated from how fast they are written and read. */
public final class Traffic {
  private final Rates rates;

  /** By id of the leader; those that count none are not in it. */
  private final Map<Integer, Double> bytesPerRecord = new HashMap<>();

  private Traffic(Rates rates) {
    this.rates = rates;
  }

  /** As the last sweep tells it. */
  public static Traffic of(Sweep sweep) {
    return of(new SweepRates(sweep), sweep.brokers().keySet());
  }

  /** As other rates tell it, for partitions that these brokers lead. */
  public static Traffic of(Rates rates, Iterable<BrokerId> brokers) {
    Traffic traffic = new Traffic(rates);
    for (BrokerId broker : brokers) {
      rates
          .bytesPerRecord(broker)
          .ifPresent(bytes -> traffic.bytesPerRecord.put(broker.value(), bytes));
    }
    return traffic;
  }

  /** Bytes written a second; not a number where that is not known. */
  public double in(TopicSample topic, int partition) {
    OptionalDouble records = rates.written(topic, partition);
    if (records.isEmpty()) {
      return Double.NaN;
    }
    return records.getAsDouble() == 0 ? 0 : records.getAsDouble() * size(topic, partition);
  }

  /** Bytes that the leader sends a second, to groups and to followers in sync. */
  public double out(TopicSample topic, int partition) {
    int followers = Math.max(0, topic.isr().get(partition).size() - 1);
    return consumed(topic, partition) + followers * in(topic, partition);
  }

  /**
   * Bytes that groups read a second; without any group that commits, each record counts as read
   * once.
   */
  public double consumed(TopicSample topic, int partition) {
    double in = in(topic, partition);
    if (Double.isNaN(in) || !rates.groupsSeen()) {
      return in;
    }
    return rates.read(topic.topic(), partition)
        * (in == 0 ? knownSize(topic, partition) : size(topic, partition));
  }

  private double knownSize(TopicSample topic, int partition) {
    double size = size(topic, partition);
    return Double.isNaN(size) ? 0 : size;
  }

  private double size(TopicSample topic, int partition) {
    Double ofLeader = bytesPerRecord.get(topic.leader().get(partition));
    return ofLeader != null
        ? ofLeader
        : PartitionTraffic.storedBytesPerRecord(topic, partition).orElse(Double.NaN);
  }

  String size() {
    return bytesPerRecord.isEmpty()
        ? "the mean size of the records that each partition holds"
        : "the mean bytes a record that each leader takes in (BytesInPerSec over MessagesInPerSec)";
  }

  String read() {
    return rates.groupsSeen()
        ? "records that groups consumed a second"
        : "records written a second, as if read once (no group's progress was seen),";
  }
}
