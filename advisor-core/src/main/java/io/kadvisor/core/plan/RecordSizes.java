package io.kadvisor.core.plan;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
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

  /** By id; none until one is asked for, since many loads are not of bytes a second. */
  private Optional<Map<Integer, Leader>> leaders = Optional.empty();

  /** Not before a size is asked for: where nothing is known of what is written, nobody asks. */
  private boolean weighed;

  /** Each is asked for several times a partition. */
  private final Map<TopicName, Known> known = new HashMap<>();

  /** What the samples tell of the partitions of a topic; not a number where they do not. */
  private static final class Known {
    /** Records a second. */
    private final double[] written;

    /** Bytes of a record at rest. */
    private final double[] stored;

    Known(double[] written, double[] stored) {
      this.written = written;
      this.stored = stored;
    }
  }

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

    void add(double written, double stored) {
      records += written;
      if (!Double.isNaN(stored)) {
        sizedRecords += written;
        sizedBytes += written * stored;
      }
    }

    double size(double stored) {
      double others = records - sizedRecords;
      double left = mean * records - sizedBytes;
      if (Double.isNaN(stored)) {
        return others > 0 && left > 0 ? left / others : mean;
      }
      boolean measured = others == 0 && sizedBytes > 0;
      return measured ? stored * mean * records / sizedBytes : stored;
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
      leaders = Optional.of(counted);
    }
    return leaders.get();
  }

  private Map<Integer, Leader> weighed() {
    if (!weighed && !leaders().isEmpty()) {
      sweep.topics().values().forEach(this::weigh);
    }
    weighed = true;
    return leaders();
  }

  private Duration age(BrokerId broker) {
    Optional<Instant> read =
        Optional.ofNullable(sweep.brokers().get(broker)).flatMap(BrokerSample::logDirsAt);
    return read.map(at -> Duration.between(at, sweep.at())).orElse(Duration.ZERO);
  }

  private void weigh(TopicSample topic) {
    Known known = known(topic);
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      Leader leader = leaders().get(topic.leader().get(partition));
      if (leader != null && known.written[partition] > 0) {
        leader.add(known.written[partition], known.stored[partition]);
      }
    }
  }

  private Known known(TopicSample topic) {
    Known before = known.get(topic.topic());
    if (before != null) {
      return before;
    }
    double[] written = new double[topic.partitionCount()];
    double[] stored = new double[written.length];
    for (int partition = 0; partition < written.length; partition++) {
      written[partition] = rates.written(topic, partition).orElse(Double.NaN);
      Leader leader = leaders().get(topic.leader().get(partition));
      double size = PartitionTraffic.storedBytesPerRecord(topic, partition).orElse(Double.NaN);
      stored[partition] =
          leader == null || Double.isNaN(size)
              ? size
              : atReading(topic, partition, size, written[partition], leader.age);
    }
    Known now = new Known(written, stored);
    known.put(topic.topic(), now);
    return now;
  }

  /** By the log as it was when its size was read, and the records that it held then. */
  private static double atReading(
      TopicSample topic, int partition, double size, double written, Duration age) {
    double records = topic.latest().get(partition) - topic.earliest().get(partition);
    double since = Double.isNaN(written) ? 0 : written * age.toMillis() / 1000.0;
    double then = records - since;
    return size > 0 && then >= LEAST_SEEN * records ? size * records / then : Double.NaN;
  }

  /** True where no leader counts bytes and records. */
  boolean isStoredAlone() {
    return leaders().isEmpty();
  }

  /** Records written a second; not a number where that is not known. */
  double written(TopicSample topic, int partition) {
    return known(topic).written[partition];
  }

  /** Bytes; not a number where nothing is known. */
  double of(TopicSample topic, int partition) {
    double stored = known(topic).stored[partition];
    Leader leader = weighed().get(topic.leader().get(partition));
    return leader == null ? stored : leader.size(stored);
  }
}
