package io.kadvisor.core.calm;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A topic of the feed: where its replicas are and how much is written to it. */
final class FeedTopic {
  final TopicName name;
  final long[] end;
  final double ratePerPartition;
  private final List<IntColumn> replicas;
  private final int minInsync;
  private final double[] written;
  private final double[] times;
  private long[] before = new long[0];
  private Optional<Instant> beforeAt = Optional.empty();
  private IntColumn leader;
  private List<IntColumn> isr;

  FeedTopic(String name, List<IntColumn> replicas, int minInsync, double ratePerPartition) {
    this.name = new TopicName(name);
    this.replicas = replicas;
    this.minInsync = minInsync;
    this.end = new long[replicas.size()];
    this.written = new double[replicas.size()];
    this.times = new double[replicas.size()];
    calm();
    this.ratePerPartition = ratePerPartition;
    this.isr = replicas;
    this.leader = IntColumn.of(replicas.stream().mapToInt(row -> row.get(0)).toArray());
  }

  /** Hears of an ISR that became smaller or larger. */
  interface Turns {
    void of(int leader, boolean smaller);
  }

  /** Hears of what a partition was given. */
  interface Written {
    void to(int leader, IntColumn isr, double records);
  }

  /** Leaders and ISR after brokers have come or gone; preferred replicas lead where they can. */
  void place(IntPredicate inSync, Turns turns) {
    List<IntColumn> before = isr;
    isr =
        replicas.stream().map(row -> IntColumn.of(row.stream().filter(inSync).toArray())).toList();
    leader = IntColumn.of(isr.stream().mapToInt(row -> row.isEmpty() ? -1 : row.get(0)).toArray());
    for (int partition = 0; partition < end.length; partition++) {
      int more = isr.get(partition).size() - before.get(partition).size();
      if (more != 0 && leader.get(partition) >= 0) {
        turns.of(leader.get(partition), more < 0);
      }
    }
  }

  /** Some of its partitions take several times the usual, others do not. */
  void burst(SplittableRandom random) {
    Arrays.setAll(times, row -> random.nextInt(3) == 0 ? random.nextDouble(2, 8) : 1);
  }

  void calm() {
    Arrays.fill(times, 1);
  }

  void write(Duration time, Written hears) {
    for (int partition = 0; partition < end.length; partition++) {
      if (leader.get(partition) >= 0) {
        double records = times[partition] * ratePerPartition * time.toMillis() / 1000;
        written[partition] += records;
        end[partition] = (long) written[partition];
        hears.to(leader.get(partition), isr.get(partition), records);
      }
    }
  }

  TopicSample sample(ClusterId cluster, Instant at) {
    LongColumn latest = LongColumn.of(end);
    TopicSample sample =
        new TopicSample(
            Sample.VERSION,
            cluster,
            name,
            "id-of-" + name,
            1,
            at,
            false,
            false,
            leader,
            replicas,
            isr,
            List.of(),
            Optional.of(List.of()),
            LongColumn.of(new long[end.length]),
            latest,
            latest,
            LongColumn.of(before),
            beforeAt,
            List.of(),
            Map.of("min.insync.replicas", Integer.toString(minInsync)),
            List.of());
    before = Arrays.copyOf(end, end.length);
    beforeAt = Optional.of(at);
    return sample;
  }

  static IntColumn partitions(int count) {
    return IntColumn.of(IntStream.range(0, count).toArray());
  }
}
