package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.ScenarioRun;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Plays scenarios, and one once more that did not go as expected while the machine gave the demo no
 * time: what came of it says nothing about the advisor. What fails three times has failed.
 */
final class Attempts {
  /**
   * What ran at once, in the order of playing.
   *
   * @param disturbed what the machine kept from it, when it was played once more therefore
   */
  record Attempt(List<ScenarioRun> runs, Optional<String> disturbed) {
    Attempt {
      runs = List.copyOf(runs);
    }

    static Attempt of(List<ScenarioRun> runs) {
      return new Attempt(runs, Optional.empty());
    }
  }

  /** What the demo runs on. */
  interface Machine {
    /** What it kept from the demo between two times, as a sentence's end. */
    Optional<String> disturbed(Instant from, Instant to);

    /** Waits until it gives the demo its time, or for so long that it seems not to. */
    void awaitCalm();
  }

  private static final int AT_MOST = 3;

  private final Machine machine;
  private final Predicate<Attempt> passed;
  private final Consumer<Attempt> onceMore;
  private final Clock clock;
  private final List<Attempt> all = new ArrayList<>();

  /**
   * @param passed whether what came of one is what it expects
   * @param onceMore hears of a disturbed one before it is played once more
   */
  Attempts(Machine machine, Predicate<Attempt> passed, Consumer<Attempt> onceMore, Clock clock) {
    this.machine = machine;
    this.passed = passed;
    this.onceMore = onceMore;
    this.clock = clock;
  }

  void play(Supplier<List<ScenarioRun>> scenario) {
    for (int left = AT_MOST; left > 0; left--) {
      Attempt attempt = attempt(scenario, left == 1);
      all.add(attempt);
      if (attempt.disturbed().isEmpty()) {
        return;
      }
      onceMore.accept(attempt);
      machine.awaitCalm();
    }
  }

  private Attempt attempt(Supplier<List<ScenarioRun>> scenario, boolean last) {
    Instant from = clock.instant();
    Attempt made = Attempt.of(scenario.get());
    return last || passed.test(made)
        ? made
        : new Attempt(made.runs(), machine.disturbed(from, clock.instant()));
  }

  List<Attempt> all() {
    return List.copyOf(all);
  }
}
