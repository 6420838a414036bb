package io.kadvisor.executor.wave;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** One wave from its first call to its last. Throttles are not its business. */
final class WaveRun {
  private final MovableCluster cluster;
  private final Looks looks;
  private final Baseline baseline;
  private final WaveOrder wave;

  /** Gets a wave's progress. */
  interface Reports {
    void goesOn(Progress progress);
  }

  WaveRun(MovableCluster cluster, Looks looks, Baseline baseline, WaveOrder wave) {
    this.cluster = cluster;
    this.looks = looks;
    this.baseline = baseline;
    this.wave = wave;
  }

  /** Absent when all of the wave is as planned. */
  Optional<Halt> carryOut(Reports reports) throws InterruptedException {
    Copying copying = Copying.of(cluster, wave, baseline.brokers());
    Optional<Halt> halt =
        Halt.refused(cluster.reassign(wave.targetReplicas()), "is not reassigned");
    if (halt.isEmpty()) {
      halt = new WaveWatch(looks, baseline, wave, copying).untilDone(reports);
    }
    return halt.isEmpty() ? elect() : halt;
  }

  private Optional<Halt> elect() throws InterruptedException {
    Set<TopicPartition> elected = wave.elected();
    Map<TopicPartition, String> refused = elected.isEmpty() ? Map.of() : cluster.elect(elected);
    Optional<Halt> halt = Halt.refused(refused, "does not get its leader");
    Patience patience = looks.patience();
    while (halt.isEmpty()) {
      ClusterView view = looks.view();
      Optional<Move> waiting = wave.moves().stream().filter(move -> !isLed(view, move)).findFirst();
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      halt = baseline.danger(view);
      if (halt.isEmpty() && patience.isOver()) {
        halt = waiting.map(WaveRun::notLed);
      } else if (halt.isEmpty() && looks.pause()) {
        halt = Optional.of(Halt.TOLD);
      }
    }
    return halt;
  }

  private static boolean isLed(ClusterView view, Move move) {
    return move.leader()
        .filter(leader -> view.leaderOf(move.partition()).filter(leader::equals).isEmpty())
        .isEmpty();
  }

  private static Halt notLed(Move move) {
    return new Halt(
        Cause.REFUSED,
        move.partition() + " is not led by broker " + move.leader().orElseThrow() + " yet");
  }
}
