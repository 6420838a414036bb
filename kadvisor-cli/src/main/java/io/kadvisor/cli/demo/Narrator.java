package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.scenario.ScenarioListener;
import io.kadvisor.localcluster.scenario.ScenarioRun;

/** Says before each scenario what to watch for, and then what happens. */
final class Narrator implements ScenarioListener {
  private final Terminal terminal;
  private final AdvisoryGate gate;

  Narrator(Terminal terminal, AdvisoryGate gate) {
    this.terminal = terminal;
    this.gate = gate;
  }

  @Override
  public void started(ScenarioRun run) {
    terminal.heading(run.name() + ": " + run.scenario().watch());
  }

  @Override
  public void step(ScenarioRun run, String step) {
    terminal.step("- " + step);
  }

  @Override
  public void visible(ScenarioRun run) {
    terminal.step("- an independent client sees the fault");
  }

  @Override
  public void repaired(ScenarioRun run) {
    terminal.step("- an independent client sees the repair");
  }

  /** The next one starts only when the last one's aftermath is over. */
  @Override
  public void ended(ScenarioRun run) {
    gate.settle(run);
    if (run.status() != ScenarioRun.Status.DONE) {
      terminal.step("- " + run.status() + ": " + run.why());
    }
  }
}
