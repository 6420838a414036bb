package io.kadvisor.cli.demo;

import io.kadvisor.cli.demo.Attempts.Attempt;
import io.kadvisor.localcluster.scenario.ScenarioListener;
import io.kadvisor.localcluster.scenario.ScenarioRun;
import java.util.concurrent.atomic.AtomicInteger;

/** Says before each scenario what to watch for, and then what happens. */
final class Narrator implements ScenarioListener {
  private final Terminal terminal;
  private final Progress progress;
  private final AdvisoryGate gate;
  private final int count;
  private final AtomicInteger started = new AtomicInteger();

  /**
   * @param count of all scenarios that will run
   */
  Narrator(Terminal terminal, Progress progress, AdvisoryGate gate, int count) {
    this.terminal = terminal;
    this.progress = progress;
    this.gate = gate;
    this.count = count;
  }

  @Override
  public void started(ScenarioRun run) {
    int number = started.incrementAndGet();
    String position = count == 1 ? "" : " (" + number + " of " + count + ")";
    terminal.heading(run.name() + position + ": " + run.scenario().watch());
  }

  /** What was disturbed is played once more, with the number that it had. */
  void onceMore(Attempt attempt) {
    started.addAndGet(-attempt.runs().size());
    terminal.heading(
        "Once more, since it did not go as expected and " + attempt.disturbed().orElse(""));
  }

  @Override
  public void step(ScenarioRun run, String step) {
    terminal.step("- " + step);
    progress.began(run.name(), step);
  }

  @Override
  public void injected(ScenarioRun run) {
    progress.began(run.name(), "until an independent client sees the fault");
  }

  @Override
  public void visible(ScenarioRun run) {
    terminal.step("- an independent client sees the fault");
    progress.began(run.name(), "until the advisory opens");
  }

  @Override
  public void repaired(ScenarioRun run) {
    terminal.step("- an independent client sees the repair");
    progress.began(run.name(), "until the advisory has ended");
  }

  /** The next one starts only when the last one's aftermath is over. */
  @Override
  public void ended(ScenarioRun run) {
    gate.settle(run);
    progress.ended(run.name());
    if (run.status() != ScenarioRun.Status.DONE) {
      terminal.step("- " + run.status() + ": " + run.why());
    }
  }
}
