package io.kadvisor.localcluster.scenario;

/**
 * Holds a scenario until the advisor has said what it should, or until its time is up: then the
 * scenario goes on.
 */
public interface AdviceGate {
  /**
   * Called when the fault is visible, or after the repair where the advice can come only then.
   * Never if quiet.
   */
  default void awaitOpened(ScenarioRun run) {}

  /** Called when the repair is visible. Never if quiet. */
  default void awaitResolved(ScenarioRun run) {}

  /** Waits for nothing. */
  static AdviceGate none() {
    return new AdviceGate() {};
  }
}
