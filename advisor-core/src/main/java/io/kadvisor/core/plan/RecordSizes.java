package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How large the records of each partition are. What its log holds tells how partitions differ, what
 * its leader takes in how much they are together. A leader's mean alone would take every record of
 * a small topic for one of the large topic beside it.
 */
final class RecordSizes {
  /** Of a log that has grown more since its size was read, the size tells nothing. */
  private static final double LEAST_SEEN = 0.5;

  private final Rates rates;
  private final Sweep sweep;

  /** By id; counted when first asked for, since many loads are not of bytes a second. */
  private Optional<Map<Integer, Leader>> leaders = Optional.empty();

  /** What one broker takes in for the partitions that it leads, in records and bytes a second. */
  private static final class Leader {
    private final double mean;
    private final Duration age;
    private double records;
    private double sizedRecords;
    private double sizedBytes;

    /**
     * @param mean bytes of a record
     * @param age of the sizes of its logs
     */
    Leader(double mean, Duration age) {
      this.mean = mean;
      this.age = age;
    }

    void add(double written, OptionalDouble stored) {
      records += written;
      sizedRecords += stored.isPresent() ? written : 0;
      sizedBytes += written * stored.orElse(0);
    }

    double size(OptionalDouble stored) {
      double others = records - sizedRecords;
      double left = mean * records - sizedBytes;
      if (stored.isEmpty()) {
        return others > 0 && left > 0 ? left / others : mean;
      }
      boolean measured = others == 0 && sizedBytes > 0;
      return measured ? stored.getAsDouble() * mean * records / sizedBytes : stored.getAsDouble();
    }
  }

  RecordSizes(Rates rates, Sweep sweep) {
    this.rates = rates;
    this.sweep = sweep;
  }

  private Map<Integer, Leader> leaders() {
    if (leaders.isEmpty()) {
      Map<Integer, Leader> counted = new HashMap<>();
      for (BrokerId broker : sweep.brokers().keySet()) {
        OptionalDouble mean = rates.bytesPerRecord(broker);
        if (mean.isPresent()) {
          counted.put(broker.value(), new Leader(mean.getAsDouble(), age(broker)));
        }
      }
      if (!counted.isEmpty()) {
        sweep.topics().values().forEach(topic -> add(topic, counted));
      }
      leaders = Optional.of(counted);
    }
    return leaders.get();
  }

  private Duration age(BrokerId broker) {
    Optional<Instant> read =
        Optional.ofNullable(sweep.brokers().get(broker)).flatMap(BrokerSample::logDirsAt);
    return read.map(at -> Duration.between(at, sweep.at())).orElse(Duration.ZERO);
  }

  private void add(TopicSample topic, Map<Integer, Leader> counted) {
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      Leader leader = counted.get(topic.leader().get(partition));
      OptionalDouble written = rates.written(topic, partition);
      if (leader != null && written.isPresent() && written.getAsDouble() > 0) {
        leader.add(written.getAsDouble(), stored(topic, partition, leader.age));
      }
    }
  }

  /** True where no leader counts bytes and records. */
  boolean isStoredAlone() {
    return leaders().isEmpty();
  }

  /** Bytes; not a number where nothing is known. */
  double of(TopicSample topic, int partition) {
    Leader leader = leaders().get(topic.leader().get(partition));
    return leader == null
        ? PartitionTraffic.storedBytesPerRecord(topic, partition).orElse(Double.NaN)
        : leader.size(stored(topic, partition, leader.age));
  }

  /** By the log as it was when its size was read, and the records that it held then. */
  private OptionalDouble stored(TopicSample topic, int partition, Duration age) {
    OptionalDouble size = PartitionTraffic.storedBytesPerRecord(topic, partition);
    if (size.isEmpty()) {
      return size;
    }
    double records = topic.latest().get(partition) - topic.earliest().get(partition);
    double since = rates.written(topic, partition).orElse(0) * age.toMillis() / 1000.0;
    double then = records - since;
    return size.getAsDouble() > 0 && then >= LEAST_SEEN * records
        ? OptionalDouble.of(size.getAsDouble() * records / then)
        : OptionalDouble.empty();
  }
}
