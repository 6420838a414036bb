package io.kadvisor.core.window;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What the windows of a cluster over one span of its time tell of its load: means of partitions and
 * brokers, and how far topics rise above theirs. Immutable; 16 bytes a partition.
 */
public final class WindowMeans {
  /** Nearest-rank percentiles of fewer observations are their maximum. */
  private static final int FEW = 20;

  private final Instant start;
  private final Instant end;
  private final boolean closed;
  private int sweeps;
  private final Map<TopicName, double[]> written = new HashMap<>();
  private final Map<TopicName, double[]> read = new HashMap<>();
  private final Map<TopicName, Double> peaks = new HashMap<>();
  private final Map<BrokerId, Double> cpuPeaks = new HashMap<>();
  private final Map<BrokerId, Map<Measure, Double>> brokers = new HashMap<>();

  private WindowMeans(Instant start, Instant end, boolean closed) {
    this.start = start;
    this.end = end;
    this.closed = closed;
  }

  /**
   * The windows of a length that accumulators hold; absent where there are none.
   *
   * @param closed true when no sweep will be added to them
   */
  static Optional<WindowMeans> of(
      Collection<Accumulator> accumulators, Duration length, boolean closed) {
    Optional<Instant> start =
        accumulators.stream()
            .flatMap(each -> bucket(each, length).stream())
            .map(Bucket::start)
            .max(Instant::compareTo);
    return start.map(
        at -> {
          Instant last =
              accumulators.stream()
                  .map(each -> each.last().sweepAt())
                  .max(Instant::compareTo)
                  .orElse(at);
          var means = new WindowMeans(at, closed ? at.plus(length) : last, closed);
          for (Accumulator each : accumulators) {
            bucket(each, length)
                .filter(bucket -> bucket.start().equals(at))
                .ifPresent(bucket -> means.add(each.subject(), bucket));
          }
          return means;
        });
  }

  private static Optional<Bucket> bucket(Accumulator accumulator, Duration length) {
    return accumulator.buckets().stream().filter(b -> b.length().equals(length)).findFirst();
  }

  private void add(Subject subject, Bucket bucket) {
    sweeps = Math.max(sweeps, bucket.sweeps());
    switch (subject.kind()) {
      case BROKER -> {
        Map<Measure, Double> figures = new HashMap<>();
        bucket.tallies().forEach((measure, tally) -> figures.put(measure, mean(tally)));
        brokers.put(subject.broker(), figures);
        addPeak(subject.broker(), bucket.tallies().get(Measure.CPU), cpuPeaks);
      }
      case TOPIC -> {
        addAll(bucket, Measure.RECORDS_IN, written);
        addPeak(new TopicName(subject.name()), bucket.tallies().get(Measure.RECORDS_IN), peaks);
      }
      case GROUP -> addAll(bucket, Measure.COMMIT_RATE, read);
      case CLUSTER -> {
        // has no windows of its own
      }
    }
  }

  private static double mean(Tally tally) {
    return tally.sum() / tally.spread().count();
  }

  /** Sums over all that read a topic; not a number where nobody was observed. */
  private static void addAll(Bucket bucket, Measure measure, Map<TopicName, double[]> to) {
    bucket
        .partitions()
        .topics()
        .forEach(
            (topic, columns) -> {
              PartitionMeans.Sums sums = columns.get(measure);
              if (sums != null) {
                to.put(topic, plus(to.getOrDefault(topic, new double[0]), sums));
              }
            });
  }

  private static double[] plus(double[] before, PartitionMeans.Sums sums) {
    double[] means = Arrays.copyOf(before, Math.max(before.length, sums.size()));
    Arrays.fill(means, before.length, means.length, PartitionColumn.ABSENT);
    for (int partition = 0; partition < means.length; partition++) {
      if (sums.has(partition)) {
        double known = PartitionColumn.observed(means[partition]) ? means[partition] : 0;
        means[partition] = known + sums.mean(partition);
      }
    }
    return means;
  }

  private static <K> void addPeak(K of, Tally tally, Map<K, Double> to) {
    if (tally != null && tally.spread().count() >= FEW && tally.sum() > 0) {
      to.put(of, Math.max(1, tally.spread().summary().p95() / mean(tally)));
    }
  }

  public Instant start() {
    return start;
  }

  /** Of a window that still grows its last sweep. */
  public Instant end() {
    return end;
  }

  public boolean closed() {
    return closed;
  }

  /** How many sweeps it holds. */
  public int sweeps() {
    return sweeps;
  }

  /** Records written a second; absent of a partition that the windows do not follow. */
  public OptionalDouble written(TopicName topic, int partition) {
    return at(written.get(topic), partition);
  }

  /** Records that groups read a second; absent where no group's progress was seen. */
  public OptionalDouble read(TopicName topic, int partition) {
    return at(read.get(topic), partition);
  }

  private static OptionalDouble at(double[] means, int partition) {
    return means != null && partition < means.length && PartitionColumn.observed(means[partition])
        ? OptionalDouble.of(means[partition])
        : OptionalDouble.empty();
  }

  /** True when the progress of any group was seen. */
  public boolean groupsSeen() {
    return !read.isEmpty();
  }

  /** Records written a second to all partitions that are followed of these topics. */
  public double written(Predicate<TopicName> topics) {
    return written.entrySet().stream()
        .filter(topic -> topics.test(topic.getKey()))
        .flatMapToDouble(topic -> Arrays.stream(topic.getValue()))
        .filter(PartitionColumn::observed)
        .sum();
  }

  /**
   * What is written to a topic in its busiest times, its 95th percentile, by what is written on the
   * mean: 1 or more. Absent where the window has too few sweeps to know.
   */
  public OptionalDouble peak(TopicName topic) {
    return known(peaks.get(topic));
  }

  /** The same of the CPU that a broker uses. */
  public OptionalDouble cpuPeak(BrokerId broker) {
    return known(cpuPeaks.get(broker));
  }

  private static OptionalDouble known(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** True when {@link #peak} is known of any topic. */
  public boolean peaksKnown() {
    return !peaks.isEmpty();
  }

  /** A figure of a broker; absent where it was not observed. */
  public OptionalDouble of(BrokerId broker, Measure measure) {
    return known(brokers.getOrDefault(broker, Map.of()).get(measure));
  }
}
