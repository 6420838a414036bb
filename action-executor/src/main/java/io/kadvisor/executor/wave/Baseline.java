package io.kadvisor.executor.wave;

import io.kadvisor.executor.wave.ClusterView.Partition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What held before anything was done. What was broken then the plan knows of, and may repair; what
 * breaks later stops it.
 */
final class Baseline {
  private static final int NAMED = 3;

  /** Kafka's own default. */
  private static final int LEAST_IN_SYNC = 1;

  private final Orders orders;
  private final ClusterView start;
  private final Map<String, Integer> minInSync;

  /**
   * @param minInSync by topic, where it is known
   */
  Baseline(Orders orders, ClusterView start, Map<String, Integer> minInSync) {
    this.orders = orders;
    this.start = start;
    this.minInSync = Map.copyOf(minInSync);
  }

  /** What must come to hold before the wave begins, and does not; empty when it may. */
  List<String> obstacles(ClusterView view, WaveOrder wave) {
    List<String> obstacles = new ArrayList<>();
    Set<Integer> wanted = new TreeSet<>(orders.brokers());
    wanted.addAll(wave.targets());
    wanted.removeAll(view.brokers());
    wanted.forEach(broker -> obstacles.add("broker " + broker + " is not there"));
    note(obstacles, moving(view), "being moved already");
    note(obstacles, behind(view), "under-replicated");
    return obstacles;
  }

  private static Set<TopicPartition> moving(ClusterView view) {
    return view.partitions().entrySet().stream()
        .filter(each -> each.getValue().moving())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Set<TopicPartition> behind(ClusterView view) {
    return view.partitions().entrySet().stream()
        .filter(
            each -> each.getValue().missing().stream().anyMatch(at -> !isKnown(each.getKey(), at)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** True for a replica that was lost before: of a lost broker, or of an offline volume. */
  private boolean isKnown(TopicPartition partition, int broker) {
    return !start.brokers().contains(broker)
        || orders.offline().getOrDefault(partition, Set.of()).contains(broker);
  }

  private static void note(List<String> obstacles, Set<TopicPartition> found, String what) {
    if (!found.isEmpty()) {
      obstacles.add(count(found.size()) + " " + what + " (" + named(found) + ")");
    }
  }

  private static String count(int partitions) {
    return partitions == 1 ? "1 partition is" : partitions + " partitions are";
  }

  /** The first few. */
  private static String named(Collection<TopicPartition> partitions) {
    String first =
        partitions.stream()
            .map(TopicPartition::toString)
            .sorted()
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    return partitions.size() > NAMED ? first + ", ..." : first;
  }

  /** Why the wave cannot be begun at all; absent when its partitions are as it starts from. */
  Optional<Halt> change(ClusterView view, WaveOrder wave) {
    return wave.moves().stream()
        .filter(move -> !view.isAt(move.partition(), move.from()))
        .filter(move -> !view.isMoving(move.partition()))
        .findFirst()
        .map(move -> Halt.changed(view, move.partition(), move.from()));
  }

  /** Brokers that were there. */
  Set<Integer> brokers() {
    return start.brokers();
  }

  /** Brokers that were there and are not any more. */
  Set<Integer> lost(ClusterView view) {
    Set<Integer> lost = new TreeSet<>(start.brokers());
    lost.removeAll(view.brokers());
    return lost;
  }

  /** Partitions under their min ISR that were not before. */
  Set<TopicPartition> underMinIsr(ClusterView view) {
    return view.partitions().entrySet().stream()
        .filter(each -> isUnder(each.getKey(), each.getValue()))
        .map(Map.Entry::getKey)
        .filter(partition -> !isUnder(partition, start.partitions().get(partition)))
        .collect(Collectors.toSet());
  }

  private boolean isUnder(TopicPartition partition, Partition seen) {
    int least = minInSync.getOrDefault(partition.topic(), LEAST_IN_SYNC);
    return seen != null && seen.inSync().size() < least;
  }

  /** What stops a wave that is under way. */
  Optional<Halt> danger(ClusterView view) {
    Set<Integer> lost = lost(view);
    if (!lost.isEmpty()) {
      return Optional.of(Halt.lost(lost));
    }
    Set<TopicPartition> under = underMinIsr(view);
    return under.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Halt(
                Cause.UNDER_MIN_ISR,
                count(under.size()) + " under the min ISR (" + named(under) + ")"));
  }
}
