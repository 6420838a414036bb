package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import java.util.OptionalDouble;

/** How fast partitions are written and read, in records a second, and how large records are. */
public interface Rates {
  /** What is written to a partition; absent where that is not known. */
  OptionalDouble written(TopicSample topic, int partition);

  /** What all groups together read of a partition; 0 where none is seen to read it. */
  double read(TopicName topic, int partition);

  /** False where no group's progress is known, so that nothing is known of reading. */
  boolean groupsSeen();

  /** Bytes of a record on the way into a leader, on the mean; absent where it counts none. */
  OptionalDouble bytesPerRecord(BrokerId leader);

  /** The mean of both counted over the same time; absent where one is, or no record came. */
  static OptionalDouble perRecord(OptionalDouble bytes, OptionalDouble records) {
    return bytes.isPresent() && records.isPresent() && records.getAsDouble() > 0
        ? OptionalDouble.of(bytes.getAsDouble() / records.getAsDouble())
        : OptionalDouble.empty();
  }
}
