package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;

/** How much of a wave is copied, by the sizes of its replicas on disk. */
final class Copying {
  private final MovableCluster cluster;
  private final WaveOrder wave;
  private final Map<TopicPartition, Long> sizes;
  private final long started = System.nanoTime();
  private final OptionalLong bytes;

  private Copying(MovableCluster cluster, WaveOrder wave, Map<TopicPartition, Long> sizes) {
    this.cluster = cluster;
    this.wave = wave;
    this.sizes = sizes;
    bytes = left(Map.of(), move -> false);
  }

  /**
   * Before anything is copied.
   *
   * @param there brokers that can be asked
   */
  static Copying of(MovableCluster cluster, WaveOrder wave, Set<Integer> there)
      throws InterruptedException {
    var sources = new TreeSet<Integer>();
    wave.reassigned().forEach(move -> sources.addAll(move.from()));
    sources.retainAll(there);
    Map<TopicPartition, Map<Integer, Long>> seen = cluster.bytes(sources);
    Map<TopicPartition, Long> sizes = new HashMap<>();
    for (Move move : wave.reassigned()) {
      seen.getOrDefault(move.partition(), Map.of()).values().stream()
          .max(Long::compare)
          .ifPresent(size -> sizes.put(move.partition(), size));
    }
    return new Copying(cluster, wave, sizes);
  }

  Progress progress(ClusterView view) throws InterruptedException {
    Predicate<Move> isDone = move -> isDone(view, move);
    Map<TopicPartition, Map<Integer, Long>> there = there();
    OptionalLong left = left(there, isDone);
    long arrived = arrived(there, isDone);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    int done = (int) wave.moves().stream().filter(move -> isDone(view, move)).count();
    return new Progress(
        done, wave.moves().size(), bytes, left, arrived, elapsed, timeLeft(left, elapsed));
  }

  /** What the brokers that are copied to hold; not asked where nothing is copied. */
  private Map<TopicPartition, Map<Integer, Long>> there() throws InterruptedException {
    return bytes.equals(OptionalLong.of(0)) ? Map.of() : cluster.bytes(wave.targets());
  }

  /** A topic that grows may need longer than what it held at the beginning. */
  private long arrived(Map<TopicPartition, Map<Integer, Long>> there, Predicate<Move> done) {
    return wave.reassigned().stream()
        .filter(done.negate())
        .flatMapToLong(move -> sizes(there.getOrDefault(move.partition(), Map.of()), move.added()))
        .sum();
  }

  private static LongStream sizes(Map<Integer, Long> there, Collection<Integer> brokers) {
    return brokers.stream().mapToLong(broker -> there.getOrDefault(broker, 0L));
  }

  private static boolean isDone(ClusterView view, Move move) {
    return view.isAt(move.partition(), move.to());
  }

  /** Absent when the size of any partition is not known. */
  private OptionalLong left(Map<TopicPartition, Map<Integer, Long>> copied, Predicate<Move> done) {
    long left = 0;
    for (Move move : wave.reassigned()) {
      if (!move.added().isEmpty() && !done.test(move)) {
        Long size = sizes.get(move.partition());
        if (size == null) {
          return OptionalLong.empty();
        }
        Map<Integer, Long> there = copied.getOrDefault(move.partition(), Map.of());
        for (int target : move.added()) {
          left += Math.max(0, size - there.getOrDefault(target, 0L));
        }
      }
    }
    return OptionalLong.of(left);
  }

  private Optional<Duration> timeLeft(OptionalLong left, Duration elapsed) {
    if (left.isEmpty() || bytes.getAsLong() <= left.getAsLong()) {
      return Optional.empty();
    }
    double copied = bytes.getAsLong() - left.getAsLong();
    return Optional.of(Duration.ofMillis((long) (elapsed.toMillis() * left.getAsLong() / copied)));
  }
}
