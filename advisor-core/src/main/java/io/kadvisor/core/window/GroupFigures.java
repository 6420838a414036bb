package io.kadvisor.core.window;

import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.LongColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What windows keep of a consumer group. */
final class GroupFigures {
  private GroupFigures() {}

  static Observation of(GroupSample group) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    List<PartitionColumn> columns = new ArrayList<>();
    double seconds =
        group
            .previousAt()
            .map(at -> Duration.between(at, group.sweepAt()).toNanos() / 1e9)
            .orElse(0.0);
    for (Commits topic : group.commits()) {
      columns.add(lag(topic));
      if (seconds > 0) {
        columns.add(
            rate(
                topic, Measure.COMMIT_RATE, topic.committed(), topic.previousCommitted(), seconds));
        columns.add(rate(topic, Measure.RECORDS_IN, topic.end(), topic.previousEnd(), seconds));
      }
    }
    group.members().ifPresent(members -> figures.put(Measure.MEMBERS, (double) members.size()));
    for (PartitionColumn column : columns) {
      add(column, figures);
    }
    return new Observation(group.cluster(), group.subject(), group.sweep(), figures, columns);
  }

  /** Each measure is summed over the topics that the group reads. */
  private static void add(PartitionColumn column, Map<Measure, Double> figures) {
    if (!column.observed()) {
      return;
    }
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : column.values()) {
      if (PartitionColumn.observed(value)) {
        sum += value;
        max = Math.max(max, value);
      }
    }
    figures.merge(column.measure(), sum, Double::sum);
    if (column.measure() == Measure.LAG) {
      figures.merge(Measure.LAG_MAX_PARTITION, max, Math::max);
    }
  }

  private static PartitionColumn lag(Commits topic) {
    PartitionColumn column = column(topic, Measure.LAG);
    for (int row = 0; row < topic.partitions().size(); row++) {
      if (topic.lag(row).isPresent()) {
        column.set(topic.partitions().get(row), (double) topic.lag(row).getAsLong());
      }
    }
    return column;
  }

  /**
   * Records a second; an offset that fell was reset or belongs to another log, so it tells no rate.
   */
  private static PartitionColumn rate(
      Commits topic, Measure measure, LongColumn now, LongColumn before, double seconds) {
    PartitionColumn column = column(topic, measure);
    for (int row = 0; row < topic.partitions().size(); row++) {
      if (now.has(row) && before.has(row) && now.get(row) >= before.get(row)) {
        column.set(topic.partitions().get(row), (now.get(row) - before.get(row)) / seconds);
      }
    }
    return column;
  }

  private static PartitionColumn column(Commits topic, Measure measure) {
    int last = -1;
    for (int row = 0; row < topic.partitions().size(); row++) {
      last = Math.max(last, topic.partitions().get(row));
    }
    return PartitionColumn.absent(topic.topic(), measure, last + 1);
  }
}
