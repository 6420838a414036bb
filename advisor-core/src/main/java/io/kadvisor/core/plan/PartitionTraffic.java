package io.kadvisor.core.plan;

import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What the sample of a topic tells of the traffic and the size of one partition. */
public final class PartitionTraffic {
  private PartitionTraffic() {}

  /** Records written a second since the sweep before; absent in the first one and after a reset. */
  public static OptionalDouble recordsPerSecond(TopicSample topic, int partition) {
    boolean both = topic.latest().has(partition) && topic.previousLatest().has(partition);
    if (!both || topic.previousAt().isEmpty()) {
      return OptionalDouble.empty();
    }
    Duration time = Duration.between(topic.previousAt().get(), topic.sweepAt());
    long written = topic.latest().get(partition) - topic.previousLatest().get(partition);
    return time.isNegative() || time.isZero() || written < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(written * 1e9 / time.toNanos());
  }

  /** Size of a record at rest: bytes of the leader's log over the records that it holds. */
  public static OptionalDouble storedBytesPerRecord(TopicSample topic, int partition) {
    OptionalLong bytes = bytesOn(topic, partition, topic.leader().get(partition));
    if (bytes.isEmpty() || !topic.latest().has(partition) || !topic.earliest().has(partition)) {
      return OptionalDouble.empty();
    }
    long records = topic.latest().get(partition) - topic.earliest().get(partition);
    return records <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(bytes.getAsLong() / (double) records);
  }

  /** Bytes that a broker holds of a partition; absent when it holds none or it was not observed. */
  public static OptionalLong bytesOn(TopicSample topic, int partition, int broker) {
    if (partition >= topic.replicaBytes().size()) {
      return OptionalLong.empty();
    }
    IntColumn replicas = topic.replicas().get(partition);
    for (int row = 0; row < replicas.size(); row++) {
      if (replicas.get(row) == broker) {
        return topic.replicaBytes().get(partition).at(row);
      }
    }
    return OptionalLong.empty();
  }

  /** Bytes of the largest copy, what a new one has to fetch; absent when none was observed. */
  public static OptionalLong largestCopy(TopicSample topic, int partition) {
    if (partition >= topic.replicaBytes().size()) {
      return OptionalLong.empty();
    }
    LongColumn sizes = topic.replicaBytes().get(partition);
    return IntStream.range(0, sizes.size()).filter(sizes::has).mapToLong(sizes::get).max();
  }

  /** Bytes written a second, by the size of records at rest; absent when either is not known. */
  public static OptionalDouble storedBytesPerSecond(TopicSample topic, int partition) {
    OptionalDouble records = recordsPerSecond(topic, partition);
    OptionalDouble size = storedBytesPerRecord(topic, partition);
    return records.isEmpty() || size.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(records.getAsDouble() * size.getAsDouble());
  }
}
