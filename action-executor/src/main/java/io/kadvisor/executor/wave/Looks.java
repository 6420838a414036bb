package io.kadvisor.executor.wave;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Looks at the cluster, again and again, at most a fifth of the time. */
final class Looks {
  private static final int REST = 4;

  private final MovableCluster cluster;
  private final Pacing pacing;
  private final StopSignal signal;
  private Duration took = Duration.ZERO;

  Looks(MovableCluster cluster, Pacing pacing, StopSignal signal) {
    this.cluster = cluster;
    this.pacing = pacing;
    this.signal = signal;
  }

  /**
   * What is there, as soon as the cluster answers.
   *
   * @throws Unanswered when it does not for as long as patience lasts
   */
  ClusterView view() throws InterruptedException {
    Patience patience = patience();
    while (true) {
      long start = System.nanoTime();
      try {
        ClusterView view = cluster.view();
        took = Duration.ofNanos(System.nanoTime() - start);
        return view;
      } catch (Unanswered unanswered) {
        if (patience.isOver()) {
          throw unanswered;
        }
        rest();
      }
    }
  }

  Patience patience() {
    return new Patience(pacing.patience());
  }

  Pacing pacing() {
    return pacing;
  }

  /** Waits until the next look is due; true when told to stop meanwhile. */
  boolean pause() throws InterruptedException {
    signal.await(interval());
    return signal.isGiven();
  }

  /** Waits for so long, or until told to stop. */
  void rest(Duration time) throws InterruptedException {
    signal.await(time);
  }

  /** The same as a pause for what must be done even after that. */
  void rest() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(interval().toNanos());
  }

  private Duration interval() {
    Duration rest = took.multipliedBy(REST);
    return rest.compareTo(pacing.look()) > 0 ? rest : pacing.look();
  }
}
