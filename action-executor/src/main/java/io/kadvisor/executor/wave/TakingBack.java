package io.kadvisor.executor.wave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Takes back what is under way of a wave, and tells what is then where. */
final class TakingBack {
  private final MovableCluster cluster;
  private final Looks looks;
  private final Baseline baseline;
  private final WaveOrder wave;
  private final Set<TopicPartition> done = new HashSet<>();
  private final Set<TopicPartition> takenBack = new HashSet<>();
  private final Map<TopicPartition, String> goingOn = new HashMap<>();
  private Set<Integer> lost = Set.of();

  TakingBack(MovableCluster cluster, Looks looks, Baseline baseline, WaveOrder wave) {
    this.cluster = cluster;
    this.looks = looks;
    this.baseline = baseline;
    this.wave = wave;
  }

  /** What cannot be taken back is let go: it ends by itself, or when what it misses is back. */
  void run() throws InterruptedException {
    try {
      Map<TopicPartition, String> refused = cluster.cancel(wave.targetReplicas().keySet());
      ClusterView view = settled(refused.keySet());
      restoreOrder(view);
      sort(looks.view(), refused);
    } catch (Unanswered unanswered) {
      for (Move move : wave.moves()) {
        goingOn.put(move.partition(), "nobody knows: " + unanswered.getMessage());
      }
    }
  }

  /** The cluster when all that was taken back has come to rest, and brokers have learnt it. */
  private ClusterView settled(Set<TopicPartition> refused) throws InterruptedException {
    Patience patience = looks.patience();
    ClusterView view = looks.view();
    while (!patience.isOver() && !isSettled(view, refused)) {
      looks.rest();
      view = looks.view();
    }
    return view;
  }

  private boolean isSettled(ClusterView view, Set<TopicPartition> refused) {
    return wave.reassigned().stream()
        .filter(move -> !refused.contains(move.partition()))
        .allMatch(
            move ->
                view.isAt(move.partition(), move.to())
                    || (!view.isMoving(move.partition()) && isOnOldBrokers(view, move)));
  }

  private static boolean isOnOldBrokers(ClusterView view, Move move) {
    return view.replicasOf(move.partition())
        .filter(replicas -> Set.copyOf(replicas).equals(Set.copyOf(move.from())))
        .isPresent();
  }

  /** Kafka takes the new replicas out again and leaves the old ones in the order of the new. */
  private void restoreOrder(ClusterView view) throws InterruptedException {
    Map<TopicPartition, List<Integer>> orders = new HashMap<>();
    for (Move move : wave.reassigned()) {
      if (!view.isAt(move.partition(), move.to())
          && !view.isAt(move.partition(), move.from())
          && !view.isMoving(move.partition())
          && isOnOldBrokers(view, move)) {
        orders.put(move.partition(), move.from());
      }
    }
    if (!orders.isEmpty()) {
      goingOn.putAll(cluster.reassign(orders));
      awaitOrder(orders);
    }
  }

  private void awaitOrder(Map<TopicPartition, List<Integer>> orders) throws InterruptedException {
    Patience patience = looks.patience();
    while (!patience.isOver() && !isIn(looks.view(), orders)) {
      looks.rest();
    }
  }

  private static boolean isIn(ClusterView view, Map<TopicPartition, List<Integer>> orders) {
    return orders.entrySet().stream().allMatch(each -> view.isAt(each.getKey(), each.getValue()));
  }

  private void sort(ClusterView view, Map<TopicPartition, String> refused) {
    lost = baseline.lost(view);
    for (Move move : wave.moves()) {
      TopicPartition partition = move.partition();
      if (view.isMoving(partition)) {
        goingOn.put(partition, refused.getOrDefault(partition, "it has not come to rest yet"));
      } else if (view.isAt(partition, move.to())) {
        done.add(partition);
      } else if (view.isAt(partition, move.from())) {
        takenBack.add(partition);
      } else {
        goingOn.putIfAbsent(partition, Halt.changed(view, partition, move.from()).why());
      }
    }
  }

  /**
   * Waits until it shows whether a broker is lost: followers drop out before their broker is
   * missed.
   */
  void awaitCause() throws InterruptedException {
    Patience patience = looks.patience();
    try {
      ClusterView view = looks.view();
      while (!patience.isOver()
          && baseline.lost(view).isEmpty()
          && !baseline.underMinIsr(view).isEmpty()) {
        looks.rest();
        view = looks.view();
      }
      lost = baseline.lost(view);
    } catch (Unanswered unanswered) {
      goingOn.putIfAbsent(
          wave.moves().get(0).partition(), "nobody knows: " + unanswered.getMessage());
    }
  }

  Set<Integer> lost() {
    return lost;
  }

  /** A lost broker is why, whatever failed first because of it. */
  Stop stop(Halt halt, Map<String, String> throttled) {
    boolean told = halt.cause() == Cause.INTERRUPTED || halt.cause() == Cause.BROKER_LOST;
    Halt why = told || lost.isEmpty() ? halt : Halt.lost(lost, halt);
    return new Stop(why.cause(), why.why(), true, lost, done, takenBack, goingOn, throttled);
  }
}
