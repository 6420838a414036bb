package io.kadvisor.executor.wave;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A wave under its throttle, which comes off however the wave ends. */
final class Throttled {
  private final MovableCluster cluster;
  private final Looks looks;
  private final Baseline baseline;
  private final WaveOrder wave;
  private final Optional<Throttling> throttling;
  private Map<String, String> left = Map.of();

  Throttled(MovableCluster cluster, Looks looks, Baseline baseline, WaveOrder wave) {
    this.cluster = cluster;
    this.looks = looks;
    this.baseline = baseline;
    this.wave = wave;
    throttling =
        wave.throttle().isPresent()
            ? Optional.of(Throttling.of(wave, wave.throttle().getAsLong(), baseline.brokers()))
            : Optional.empty();
  }

  /** Absent when all of the wave is as planned; else what is under way was taken back. */
  Optional<Stop> carryOut(WaveRun.Reports reports, Told told) throws InterruptedException {
    Optional<Halt> halt;
    boolean interrupted = false;
    try {
      halt = begun(reports);
    } catch (Unanswered unanswered) {
      halt = Optional.of(Halt.unanswered(unanswered));
    } catch (InterruptedException e) {
      interrupted = true;
      halt = Optional.of(Halt.TOLD);
    } catch (RuntimeException failure) {
      stop(new Halt(Cause.UNANSWERED, failure.toString()), told);
      throw failure;
    }
    Optional<Stop> stop = Optional.empty();
    if (halt.isPresent()) {
      stop = Optional.of(stop(halt.get(), told));
    } else {
      takeOff(Set.of());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return stop;
  }

  private Optional<Halt> begun(WaveRun.Reports reports) throws InterruptedException {
    if (throttling.isPresent()) {
      cluster.throttle(throttling.get());
    }
    return new WaveRun(cluster, looks, baseline, wave).carryOut(reports);
  }

  private Stop stop(Halt halt, Told told) throws InterruptedException {
    told.stops(halt.cause(), halt.why());
    var back = new TakingBack(cluster, looks, baseline, wave);
    back.run();
    takeOff(back.lost());
    if (halt.cause() != Cause.INTERRUPTED) {
      back.awaitCause();
    }
    return back.stop(halt, left);
  }

  /**
   * @param lost brokers that need not be asked
   */
  private void takeOff(Set<Integer> lost) throws InterruptedException {
    if (throttling.isEmpty()) {
      return;
    }
    left = new TreeMap<>();
    try {
      left.putAll(cluster.unthrottle(throttling.get().without(lost)));
    } catch (Unanswered unanswered) {
      left.put("all that copied", unanswered.getMessage());
    }
    lost.stream()
        .filter(throttling.get().brokers()::contains)
        .forEach(broker -> left.put("broker " + broker, "it is not there"));
  }

  /** What still has the throttle, with the reason. */
  Map<String, String> left() {
    return left;
  }
}
