package io.kadvisor.localcluster.scenario;

import java.util.concurrent.Phaser;

/**
 * Where faults that run at once wait for each other: none is repaired before each has its advisory
 * or has given up.
 */
final class Meeting implements AdviceGate {
  private final AdviceGate gate;
  private final Phaser phaser;

  Meeting(AdviceGate gate, int faults) {
    this.gate = gate;
    this.phaser = new Phaser(faults);
  }

  @Override
  public void awaitOpened(ScenarioRun run) {
    gate.awaitOpened(run);
    phaser.arriveAndAwaitAdvance();
  }

  @Override
  public void awaitResolved(ScenarioRun run) {
    gate.awaitResolved(run);
  }

  /** For one that has ended, however far it came: nobody waits for it. */
  void leave() {
    phaser.arriveAndDeregister();
  }
}
