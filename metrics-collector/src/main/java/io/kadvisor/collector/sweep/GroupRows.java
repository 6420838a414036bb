package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.SeenGroup;
import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** The partitions of one topic that a group has committed or holds, in order. */
final class GroupRows {
  private static final int NOBODY = -1;

  /** Committed offset and owner of a partition. */
  private static final class Row {
    private Optional<Long> committed = Optional.empty();
    private Optional<Long> lag = Optional.empty();
    private int owner = NOBODY;
  }

  private final SortedMap<Integer, Row> rows = new TreeMap<>();

  static SortedMap<TopicName, GroupRows> of(SeenGroup group, Predicate<TopicPartition> there) {
    SortedMap<TopicName, GroupRows> topics = new TreeMap<>();
    group
        .commits()
        .orElse(Map.of())
        .forEach((partition, offset) -> row(topics, partition).committed = Optional.of(offset));
    group.lags().forEach((partition, lag) -> row(topics, partition).lag = Optional.of(lag));
    List<SeenMember> members = group.members().orElse(List.of());
    for (int index = 0; index < members.size(); index++) {
      for (TopicPartition partition : members.get(index).assigned()) {
        if (there.test(partition)) {
          row(topics, partition).owner = index;
        }
      }
    }
    return topics;
  }

  private static Row row(SortedMap<TopicName, GroupRows> topics, TopicPartition partition) {
    return topics
        .computeIfAbsent(new TopicName(partition.topic()), name -> new GroupRows())
        .rows
        .computeIfAbsent(partition.partition(), number -> new Row());
  }

  IntColumn partitions() {
    return IntColumn.of(rows.keySet().stream().mapToInt(Integer::intValue).toArray());
  }

  IntColumn owners() {
    return IntColumn.of(rows.values().stream().mapToInt(row -> row.owner).toArray());
  }

  LongColumn committed() {
    return column(partition -> rows.get(partition).committed);
  }

  /** Lag where the broker tells it. */
  Optional<LongColumn> told() {
    return Optional.of(column(partition -> rows.get(partition).lag))
        .filter(column -> column.size() > 0);
  }

  /** A column with what a partition number gives; empty when it gives nothing at all. */
  LongColumn column(IntFunction<Optional<Long>> value) {
    long[] values =
        rows.keySet().stream()
            .mapToLong(partition -> value.apply(partition).orElse(LongColumn.ABSENT))
            .toArray();
    for (long one : values) {
      if (one != LongColumn.ABSENT) {
        return LongColumn.of(values);
      }
    }
    return LongColumn.empty();
  }

  static Optional<Long> at(LongColumn column, int row) {
    return column.has(row) ? Optional.of(column.get(row)) : Optional.empty();
  }

  /** The value of a partition in a column of earlier commits, whose rows are in order. */
  static Optional<Long> row(Commits commits, LongColumn column, int partition) {
    int low = 0;
    int high = commits.partitions().size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = commits.partitions().get(middle);
      if (found == partition) {
        return at(column, middle);
      }
      low = found < partition ? middle + 1 : low;
      high = found < partition ? high : middle - 1;
    }
    return Optional.empty();
  }
}
