package io.kadvisor.core.window;

import io.kadvisor.model.TopicName;
import io.kadvisor.model.window.PartitionFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums of the partitions of a topic or a group, in columns by topic and measure, so that means can
 * be told.
 */
final class PartitionMeans {
  static final PartitionMeans NONE = new PartitionMeans(new TreeMap<>());

  /** Row {@code n} is partition {@code n}; the count is zero where nothing was observed so far. */
  static final class Sums {
    private double[] sums;
    private int[] counts;

    Sums(double[] sums, int[] counts) {
      this.sums = sums;
      this.counts = counts;
    }

    double[] sums() {
      return sums;
    }

    int[] counts() {
      return counts;
    }

    private Sums copy() {
      return new Sums(sums.clone(), counts.clone());
    }

    private void add(double[] values) {
      if (values.length > sums.length) {
        sums = Arrays.copyOf(sums, values.length);
        counts = Arrays.copyOf(counts, values.length);
      }
      for (int partition = 0; partition < values.length; partition++) {
        if (PartitionColumn.observed(values[partition])) {
          sums[partition] += values[partition];
          counts[partition]++;
        }
      }
    }

    /** From rows in rising order, with what was observed of each. */
    static Sums of(int[] partitions, int[] counts, double[] sums) {
      int size = partitions[partitions.length - 1] + 1;
      Sums all = new Sums(new double[size], new int[size]);
      for (int row = 0; row < partitions.length; row++) {
        all.counts[partitions[row]] = counts[row];
        all.sums[partitions[row]] = sums[row];
      }
      return all;
    }

    /** Rows up to the last one that was observed. */
    int size() {
      int size = counts.length;
      while (size > 0 && counts[size - 1] == 0) {
        size--;
      }
      return size;
    }

    /** Rows that were observed. */
    int observed() {
      int observed = 0;
      for (int count : counts) {
        observed += count > 0 ? 1 : 0;
      }
      return observed;
    }

    boolean has(int partition) {
      return partition < counts.length && counts[partition] > 0;
    }

    double mean(int partition) {
      return sums[partition] / counts[partition];
    }
  }

  private final SortedMap<TopicName, Map<Measure, Sums>> topics;

  /**
   * @param topics not to be written to
   */
  PartitionMeans(SortedMap<TopicName, Map<Measure, Sums>> topics) {
    this.topics = topics;
  }

  SortedMap<TopicName, Map<Measure, Sums>> topics() {
    return Collections.unmodifiableSortedMap(topics);
  }

  boolean isEmpty() {
    return topics.isEmpty();
  }

  /** True when any figure of the partition is in it. */
  boolean follows(TopicName topic, int partition) {
    for (Sums sums : topics.getOrDefault(topic, Map.of()).values()) {
      if (sums.has(partition)) {
        return true;
      }
    }
    return false;
  }

  /** With one sweep more, of the partitions that are followed. */
  PartitionMeans plus(List<PartitionColumn> columns) {
    return plusAll(List.of(columns));
  }

  /** With several sweeps more, in their order: copied once, and all added to the copy. */
  PartitionMeans plusAll(List<List<PartitionColumn>> sweeps) {
    if (sweeps.stream().allMatch(List::isEmpty)) {
      return this;
    }
    PartitionMeans grown = copy();
    sweeps.forEach(grown::add);
    return grown;
  }

  private PartitionMeans copy() {
    SortedMap<TopicName, Map<Measure, Sums>> copied = new TreeMap<>(topics);
    copied.replaceAll(
        (topic, columns) -> {
          Map<Measure, Sums> own = new EnumMap<>(columns);
          own.replaceAll((measure, sums) -> sums.copy());
          return own;
        });
    return new PartitionMeans(copied);
  }

  private void add(List<PartitionColumn> columns) {
    for (PartitionColumn column : Busiest.of(columns, this)) {
      if (column.observed()) {
        topics
            .computeIfAbsent(column.topic(), topic -> new EnumMap<>(Measure.class))
            .computeIfAbsent(column.measure(), measure -> new Sums(new double[0], new int[0]))
            .add(column.values());
      }
    }
  }

  /** The busiest partitions, in falling order; equals by topic and number. */
  List<PartitionFigures> busiest(int limit) {
    List<Busy> all = new ArrayList<>();
    topics.forEach((topic, sums) -> all.addAll(partitions(topic, sums)));
    Collections.sort(all);
    return all.subList(0, Math.min(limit, all.size())).stream().map(Busy::figures).toList();
  }

  private static List<Busy> partitions(TopicName topic, Map<Measure, Sums> sums) {
    int rows = sums.values().stream().mapToInt(column -> column.counts().length).max().orElse(0);
    List<Busy> seen = new ArrayList<>(rows);
    for (int partition = 0; partition < rows; partition++) {
      if (observed(sums, partition)) {
        seen.add(new Busy(topic, sums, partition, busyness(sums, partition)));
      }
    }
    return seen;
  }

  private static boolean observed(Map<Measure, Sums> sums, int partition) {
    for (Sums column : sums.values()) {
      if (column.has(partition)) {
        return true;
      }
    }
    return false;
  }

  private static double busyness(Map<Measure, Sums> sums, int partition) {
    for (Measure measure : Busiest.BUSY) {
      Sums column = sums.get(measure);
      if (column != null && column.has(partition)) {
        return column.mean(partition);
      }
    }
    return 0;
  }

  /** A partition in the order of the busiest. */
  private record Busy(TopicName topic, Map<Measure, Sums> sums, int partition, double busyness)
      implements Comparable<Busy> {
    @Override
    public int compareTo(Busy other) {
      int order = Double.compare(other.busyness, busyness);
      if (order == 0) {
        order = topic.compareTo(other.topic);
      }
      return order == 0 ? Integer.compare(partition, other.partition) : order;
    }

    PartitionFigures figures() {
      Map<String, Double> means = new TreeMap<>();
      sums.forEach(
          (measure, column) -> {
            if (column.has(partition)) {
              means.put(measure.tag(), column.mean(partition));
            }
          });
      return new PartitionFigures(topic, partition, means);
    }
  }
}
