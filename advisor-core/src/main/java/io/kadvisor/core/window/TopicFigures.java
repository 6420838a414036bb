package io.kadvisor.core.window;

import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What windows keep of a topic. */
final class TopicFigures {
  private static final int NO_LEADER = -1;

  private TopicFigures() {}

  static Observation of(TopicSample topic) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    figures.put(Measure.PARTITIONS, (double) topic.partitionCount());
    figures.put(Measure.UNDER_REPLICATED, (double) underReplicated(topic));
    List<PartitionColumn> columns = new ArrayList<>();
    column(topic, recordsIn(topic), figures, columns);
    if (!topic.replicaBytes().isEmpty()) {
      column(topic, sizes(topic), figures, columns);
      disk(topic, figures);
    }
    return new Observation(topic.cluster(), topic.subject(), topic.sweep(), figures, columns);
  }

  private static int underReplicated(TopicSample topic) {
    if (topic.plainlyInSync()) {
      return 0;
    }
    int count = 0;
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      count += topic.isr().get(partition).size() < topic.replicas().get(partition).size() ? 1 : 0;
    }
    return count;
  }

  /**
   * Adds a column, and its sum when every partition that has a leader is in it: one without takes
   * nothing in.
   */
  private static void column(
      TopicSample topic,
      PartitionColumn column,
      Map<Measure, Double> figures,
      List<PartitionColumn> columns) {
    double sum = 0;
    boolean any = false;
    boolean whole = true;
    for (int partition = 0; partition < topic.partitionCount(); partition++) {
      double value = column.values()[partition];
      boolean observed = PartitionColumn.observed(value);
      sum += observed ? value : 0;
      any |= observed;
      whole &= observed || topic.leader().get(partition) == NO_LEADER;
    }
    if (any) {
      columns.add(column);
    }
    if (any && whole) {
      figures.put(column.measure(), sum);
    }
  }

  /** Records a second; an end offset that fell belongs to another log, so it tells no rate. */
  private static PartitionColumn recordsIn(TopicSample topic) {
    PartitionColumn column =
        PartitionColumn.absent(topic.topic(), Measure.RECORDS_IN, topic.partitionCount());
    double seconds =
        topic.previousAt().map(at -> seconds(Duration.between(at, topic.sweepAt()))).orElse(0.0);
    for (int partition = 0; seconds > 0 && partition < topic.partitionCount(); partition++) {
      if (topic.latest().has(partition) && topic.previousLatest().has(partition)) {
        long growth = topic.latest().get(partition) - topic.previousLatest().get(partition);
        column.set(partition, growth < 0 ? PartitionColumn.ABSENT : growth / seconds);
      }
    }
    return column;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static PartitionColumn sizes(TopicSample topic) {
    PartitionColumn column =
        PartitionColumn.absent(topic.topic(), Measure.SIZE, topic.partitionCount());
    for (int partition = 0; partition < topic.replicaBytes().size(); partition++) {
      int leader = topic.leader().get(partition);
      int row = topic.replicas().get(partition).stream().boxed().toList().indexOf(leader);
      if (row >= 0 && topic.replicaBytes().get(partition).has(row)) {
        column.set(partition, (double) topic.replicaBytes().get(partition).get(row));
      }
    }
    return column;
  }

  private static void disk(TopicSample topic, Map<Measure, Double> figures) {
    double bytes = 0;
    boolean whole = true;
    for (int partition = 0; partition < topic.replicaBytes().size(); partition++) {
      LongColumn sizes = topic.replicaBytes().get(partition);
      for (int row = 0; row < topic.replicas().get(partition).size(); row++) {
        whole &= sizes.has(row);
        bytes += sizes.at(row).orElse(0);
      }
    }
    if (whole) {
      figures.put(Measure.DISK_USED, bytes);
    }
  }
}
