package io.kadvisor.core.window;

import io.kadvisor.model.TopicName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which partitions a window follows. All, as a rule; of a subject with very many only those that
 * were the busiest when the window began, so that what a store keeps of it stays below what Kafka
 * takes as a record.
 */
final class Busiest {
  /**
   * Figures of single partitions up to which all are followed: 5,000 partitions of a topic, 3,300
   * of a group. They are 10 bytes each in both windows.
   */
  static final int FEW = 10_000;

  /** How many are followed of more; a window names 50. */
  static final int FOLLOWED = 1_000;

  /** By what the busiest are found: the first of these that a partition has. */
  static final List<Measure> BUSY = List.of(Measure.LAG, Measure.RECORDS_IN, Measure.SIZE);

  private record Row(TopicName topic, int partition, double busyness) {}

  private Busiest() {}

  /** The columns as they are, or with nothing but what the window follows. */
  static List<PartitionColumn> of(List<PartitionColumn> columns, PartitionMeans window) {
    if (few(columns)) {
      return columns;
    }
    return window.isEmpty() ? only(columns, busiest(columns)) : only(columns, window::follows);
  }

  /** The columns as they are, or with nothing but what any of the windows follows. */
  static List<PartitionColumn> ofAny(List<PartitionColumn> columns, List<Bucket> windows) {
    return few(columns)
        ? columns
        : only(
            columns,
            (topic, partition) ->
                windows.stream().anyMatch(window -> window.partitions().follows(topic, partition)));
  }

  private static boolean few(List<PartitionColumn> columns) {
    int figures = 0;
    for (PartitionColumn column : columns) {
      figures += column.values().length;
    }
    return figures <= FEW;
  }

  /** Each column in its length: what has been cut once is cut the same way when it comes again. */
  private static List<PartitionColumn> only(
      List<PartitionColumn> columns, BiPredicate<TopicName, Integer> followed) {
    List<PartitionColumn> kept = new ArrayList<>();
    for (PartitionColumn column : columns) {
      PartitionColumn some =
          PartitionColumn.absent(column.topic(), column.measure(), column.values().length);
      for (int partition = 0; partition < column.values().length; partition++) {
        double value = column.values()[partition];
        if (PartitionColumn.observed(value) && followed.test(column.topic(), partition)) {
          some.set(partition, value);
        }
      }
      kept.add(some);
    }
    return kept;
  }

  private static BiPredicate<TopicName, Integer> busiest(List<PartitionColumn> columns) {
    Map<TopicName, boolean[]> followed = new TreeMap<>();
    rows(columns).stream()
        .sorted(
            Comparator.comparingDouble(Row::busyness)
                .reversed()
                .thenComparing(Row::topic)
                .thenComparingInt(Row::partition))
        .limit(FOLLOWED)
        .forEach(
            row -> {
              boolean[] known = followed.getOrDefault(row.topic(), new boolean[0]);
              boolean[] more = Arrays.copyOf(known, Math.max(known.length, row.partition() + 1));
              more[row.partition()] = true;
              followed.put(row.topic(), more);
            });
    return (topic, partition) -> {
      boolean[] known = followed.getOrDefault(topic, new boolean[0]);
      return partition < known.length && known[partition];
    };
  }

  private static List<Row> rows(List<PartitionColumn> columns) {
    Map<TopicName, double[]> busyness = new TreeMap<>();
    for (Measure measure : BUSY) {
      for (PartitionColumn column : columns) {
        if (column.measure() == measure) {
          busyness.merge(column.topic(), column.values(), Busiest::firstOf);
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    busyness.forEach(
        (topic, values) -> {
          for (int partition = 0; partition < values.length; partition++) {
            if (PartitionColumn.observed(values[partition])) {
              rows.add(new Row(topic, partition, values[partition]));
            }
          }
        });
    return rows;
  }

  /** The values of the first, and of the second where the first has none. */
  private static double[] firstOf(double[] first, double[] second) {
    double[] merged = Arrays.copyOf(first, Math.max(first.length, second.length));
    for (int partition = 0; partition < merged.length; partition++) {
      boolean has = partition < first.length && PartitionColumn.observed(first[partition]);
      if (!has) {
        merged[partition] = partition < second.length ? second[partition] : PartitionColumn.ABSENT;
      }
    }
    return merged;
  }
}
