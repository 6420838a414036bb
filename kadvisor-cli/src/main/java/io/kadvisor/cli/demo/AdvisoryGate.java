package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.AdviceGate;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import io.kadvisor.model.advisory.Advisory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Holds a scenario until its advisory is on the topic, and until everything that it opened has
 * ended.
 */
final class AdvisoryGate implements AdviceGate {
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(60);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);

  private final AdvisoryTail tail;
  private final Clock clock;

  AdvisoryGate(AdvisoryTail tail, Clock clock) {
    this.tail = tail;
    this.clock = clock;
  }

  @Override
  public void awaitOpened(ScenarioRun run) {
    await(() -> since(run).stream().anyMatch(advisory -> isComplete(run, advisory)), OPENS_WITHIN);
  }

  @Override
  public void awaitResolved(ScenarioRun run) {
    settle(run);
  }

  /** Waits until nothing that opened since the scenario began is open. */
  void settle(ScenarioRun run) {
    await(() -> since(run).stream().allMatch(advisory -> advisory.state().ended()), ENDS_WITHIN);
  }

  /** Its own one: another fault may be there at the same time, and a symptom may come first. */
  private static boolean isComplete(ScenarioRun run, Advisory advisory) {
    var expected = run.scenario().expectation();
    return expected.filter(one -> Expectations.isAbout(one, advisory)).isPresent()
        && Expectations.lacking(expected, List.of(advisory)).isEmpty();
  }

  private List<Advisory> since(ScenarioRun run) {
    Instant from = run.injectedAt().orElse(Instant.MIN);
    return tail.newest().stream()
        .filter(advisory -> !advisory.openedAt().isBefore(from))
        .filter(advisory -> !Expectations.isBeside(run.scenario().beside(), advisory))
        .toList();
  }

  private void await(BooleanSupplier condition, Duration within) {
    Instant deadline = clock.instant().plus(within);
    try {
      while (!condition.getAsBoolean() && clock.instant().isBefore(deadline)) {
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
