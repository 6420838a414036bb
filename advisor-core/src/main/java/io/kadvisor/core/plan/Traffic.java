package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.TopicSample;

/** Bytes a second of single partitions, estimated from how fast they are written and read. */
public final class Traffic {
  private final Rates rates;
  private final RecordSizes sizes;

  private Traffic(Rates rates, RecordSizes sizes) {
    this.rates = rates;
    this.sizes = sizes;
  }

  /** As the last sweep tells it. */
  public static Traffic of(Sweep sweep) {
    return of(new SweepRates(sweep), sweep);
  }

  /** As other rates tell it, of the same partitions. */
  public static Traffic of(Rates rates, Sweep sweep) {
    return new Traffic(rates, new RecordSizes(rates, sweep));
  }

  /** Bytes written a second; not a number where that is not known. */
  public double in(TopicSample topic, int partition) {
    double records = sizes.written(topic, partition);
    return records == 0 ? 0 : records * sizes.of(topic, partition);
  }

  /** Bytes that the leader sends a second, to groups and to followers in sync. */
  public double out(TopicSample topic, int partition) {
    int followers = Math.max(0, topic.isr().get(partition).size() - 1);
    double in = in(topic, partition);
    return consumed(topic, partition, in) + followers * in;
  }

  /**
   * Bytes that groups read a second; without any group that commits, each record counts as read
   * once.
   */
  public double consumed(TopicSample topic, int partition) {
    return consumed(topic, partition, in(topic, partition));
  }

  private double consumed(TopicSample topic, int partition, double in) {
    if (Double.isNaN(in) || !rates.groupsSeen()) {
      return in;
    }
    double read = rates.read(topic.topic(), partition);
    return read == 0
        ? 0
        : read * (in == 0 ? knownSize(topic, partition) : sizes.of(topic, partition));
  }

  private double knownSize(TopicSample topic, int partition) {
    double size = sizes.of(topic, partition);
    return Double.isNaN(size) ? 0 : size;
  }

  String size() {
    String held = "the mean size of the records that each partition holds";
    return sizes.isStoredAlone()
        ? held
        : held
            + ", which together make what its leader takes in (BytesInPerSec over MessagesInPerSec)";
  }

  String read() {
    return rates.groupsSeen()
        ? "records that groups consumed a second"
        : "records written a second, as if read once (no group's progress was seen),";
  }
}
