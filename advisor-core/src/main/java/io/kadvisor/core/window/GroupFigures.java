package io.kadvisor.core.window;

import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.LongColumn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

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
    for (Measure measure : List.of(Measure.LAG, Measure.COMMIT_RATE, Measure.RECORDS_IN)) {
      sum(columns, measure, figures);
    }
    values(columns, Measure.LAG)
        .max()
        .ifPresent(max -> figures.put(Measure.LAG_MAX_PARTITION, max));
    return new Observation(group.cluster(), group.subject(), group.sweep(), figures, columns);
  }

  private static void sum(
      List<PartitionColumn> columns, Measure measure, Map<Measure, Double> figures) {
    if (values(columns, measure).findAny().isPresent()) {
      figures.put(measure, values(columns, measure).sum());
    }
  }

  private static DoubleStream values(List<PartitionColumn> columns, Measure measure) {
    return columns.stream()
        .filter(column -> column.measure() == measure)
        .flatMapToDouble(column -> DoubleStream.of(column.values()))
        .filter(PartitionColumn::observed);
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
    int partitions = topic.partitions().stream().max().orElse(-1) + 1;
    return PartitionColumn.absent(topic.topic(), measure, partitions);
  }
}
