package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import io.kadvisor.model.advisory.Advisory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The advisories that scenarios allow beside their own: those that opened after the scenario before
 * was repaired, since a fault may need something first, and before the next one began.
 *
 * @param legs in order
 */
record Beside(List<Leg> legs) {

  /**
   * What ran alone or at once.
   *
   * @param begin of its first fault
   * @param end of its last fault, as far as it came
   */
  record Leg(List<Expectation> allowed, Optional<Instant> begin, Optional<Instant> end) {
    private static Leg of(List<ScenarioRun> runs) {
      return new Leg(
          runs.stream().flatMap(run -> run.scenario().beside().stream()).toList(),
          runs.stream().flatMap(run -> run.injectedAt().stream()).min(Comparator.naturalOrder()),
          runs.stream()
              .flatMap(run -> run.repairedAt().or(run::visibleAt).or(run::injectedAt).stream())
              .max(Comparator.naturalOrder()));
    }
  }

  /**
   * @param runs in order; those that ran at once are one element
   */
  static Beside of(List<List<ScenarioRun>> runs) {
    return new Beside(runs.stream().map(Leg::of).toList());
  }

  boolean has(Advisory advisory) {
    return IntStream.range(0, legs.size())
        .filter(index -> Expectations.isBeside(legs.get(index).allowed(), advisory))
        .anyMatch(
            index ->
                !advisory.openedAt().isBefore(from(index))
                    && advisory.openedAt().isBefore(until(index)));
  }

  private Instant from(int index) {
    return legs.subList(0, index).stream()
        .flatMap(leg -> leg.end().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private Instant until(int index) {
    return legs.subList(index + 1, legs.size()).stream()
        .flatMap(leg -> leg.begin().stream())
        .findFirst()
        .orElse(Instant.MAX);
  }
}
