package io.kadvisor.executor.wave;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a wave may begin: waits for what should be so in a moment, and says why it is not. */
final class Readiness {
  private final Baseline baseline;
  private final Looks looks;
  private final CpuWatch cpu;
  private final StopSignal signal;
  private final Told told;

  Readiness(Baseline baseline, Looks looks, CpuWatch cpu, StopSignal signal, Told told) {
    this.baseline = baseline;
    this.looks = looks;
    this.cpu = cpu;
    this.signal = signal;
    this.told = told;
  }

  /**
   * Absent when it may.
   *
   * @param at which wave, from 0
   */
  Optional<Stop> await(int at, WaveOrder wave) throws InterruptedException {
    Patience patience = looks.patience();
    try {
      while (true) {
        // Before the cluster, since it may take a while: what is seen of that is of now.
        Optional<String> busy = busy(at, wave);
        ClusterView view = looks.view();
        Optional<Halt> halt = signal.isGiven() ? Optional.of(Halt.TOLD) : baseline.danger(view);
        Optional<Halt> change = baseline.change(view, wave);
        List<String> obstacles = new ArrayList<>(baseline.obstacles(view, wave));
        busy.ifPresent(obstacles::add);
        change.ifPresent(each -> obstacles.add(each.why()));
        if (halt.isEmpty() && obstacles.isEmpty()) {
          return Optional.empty();
        }
        String why = String.join("; ", obstacles);
        // Not at once: a broker may learn late what the wave before has done.
        if (halt.isEmpty() && (patience.isOver() || (at == 0 && change.isPresent()))) {
          halt = change.or(() -> Optional.of(new Halt(Cause.NOT_READY, why)));
        }
        if (halt.isPresent()) {
          told.stops(halt.get().cause(), halt.get().why());
          return Optional.of(Stop.between(halt.get(), baseline.lost(view)));
        }
        told.waits(at, why);
        looks.pause();
      }
    } catch (Unanswered unanswered) {
      return Optional.of(Stop.between(Halt.unanswered(unanswered), Set.of()));
    }
  }

  /** Of a wave that copies. Before the first one it has just been looked at by who planned. */
  private Optional<String> busy(int at, WaveOrder wave) throws InterruptedException {
    return at > 0 && wave.throttle().isPresent() ? cpu.obstacle() : Optional.empty();
  }
}
