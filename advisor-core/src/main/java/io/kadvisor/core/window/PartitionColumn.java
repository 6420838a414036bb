package io.kadvisor.core.window;

import io.kadvisor.model.TopicName;
import java.util.Arrays;

/**
 * One measure of the partitions of one topic in one sweep; not a number where nothing was observed.
 */
final class PartitionColumn {
  static final double ABSENT = Double.NaN;

  private final TopicName topic;
  private final Measure measure;
  private final double[] values;

  PartitionColumn(TopicName topic, Measure measure, double[] values) {
    this.topic = topic;
    this.measure = measure;
    this.values = values;
  }

  /** A column in which nothing was observed yet. */
  static PartitionColumn absent(TopicName topic, Measure measure, int partitions) {
    double[] values = new double[partitions];
    Arrays.fill(values, ABSENT);
    return new PartitionColumn(topic, measure, values);
  }

  static boolean observed(double value) {
    return !Double.isNaN(value);
  }

  /** True when there is any value. */
  boolean observed() {
    for (double value : values) {
      if (observed(value)) {
        return true;
      }
    }
    return false;
  }

  TopicName topic() {
    return topic;
  }

  Measure measure() {
    return measure;
  }

  void set(int partition, double value) {
    values[partition] = value;
  }

  /** Row {@code n} is partition {@code n}; not to be written to. */
  double[] values() {
    return values;
  }
}
