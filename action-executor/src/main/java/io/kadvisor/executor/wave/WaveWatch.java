package io.kadvisor.executor.wave;

import java.util.Optional;

/** Watches the copies of a wave until they are done, or something speaks against going on. */
final class WaveWatch {
  private final Looks looks;
  private final Baseline baseline;
  private final WaveOrder wave;
  private final Copying copying;
  private Patience stalled;
  private Patience settled;
  private Optional<Progress> last = Optional.empty();

  WaveWatch(Looks looks, Baseline baseline, WaveOrder wave, Copying copying) {
    this.looks = looks;
    this.baseline = baseline;
    this.wave = wave;
    this.copying = copying;
    stalled = new Patience(looks.pacing().stalled());
    settled = looks.patience();
  }

  /** Absent when the replicas of all partitions are as planned. */
  Optional<Halt> untilDone(WaveRun.Reports reports) throws InterruptedException {
    while (true) {
      ClusterView view = looks.view();
      boolean done = wave.isDone(view);
      // Before sizes are asked of a broker that may be gone.
      Optional<Halt> halt = done ? Optional.empty() : baseline.danger(view);
      if (halt.isPresent()) {
        return halt;
      }
      Progress now = copying.progress(view);
      reports.goesOn(now);
      halt = done ? Optional.empty() : standstill(now).or(() -> changed(view));
      if (done || halt.isPresent()) {
        return halt;
      }
      if (looks.pause()) {
        return Optional.of(Halt.TOLD);
      }
    }
  }

  private Optional<Halt> standstill(Progress now) {
    if (last.filter(before -> !now.isBeyond(before)).isEmpty()) {
      stalled = new Patience(looks.pacing().stalled());
    }
    last = Optional.of(now);
    return stalled.isOver()
        ? Optional.of(
            new Halt(
                Cause.STALLED,
                "nothing was copied for " + looks.pacing().stalled().toSeconds() + " s"))
        : Optional.empty();
  }

  /** Brokers may learn a little late that a partition has come where it should be. */
  private Optional<Halt> changed(ClusterView view) {
    Optional<Move> strayed = strayed(view);
    if (strayed.isEmpty()) {
      settled = looks.patience();
    }
    return strayed
        .filter(move -> settled.isOver())
        .map(move -> Halt.changed(view, move.partition(), move.to()));
  }

  /** One that moves no more and is not where it should be. */
  private Optional<Move> strayed(ClusterView view) {
    return wave.reassigned().stream()
        .filter(move -> !view.isMoving(move.partition()))
        .filter(move -> !view.isAt(move.partition(), move.to()))
        .findFirst();
  }
}
