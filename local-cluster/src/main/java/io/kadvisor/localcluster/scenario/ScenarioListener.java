package io.kadvisor.localcluster.scenario;

/** Hears what a scenario does, in the thread that runs it. */
public interface ScenarioListener {
  /** Targets are known, nothing has been done. */
  default void started(ScenarioRun run) {}

  /** One primitive begins: {@code kill broker 2}. */
  default void step(ScenarioRun run, String step) {}

  /** All steps of the fault are done. */
  default void injected(ScenarioRun run) {}

  /** An independent client has seen the fault. */
  default void visible(ScenarioRun run) {}

  /** An independent client has seen it repaired. */
  default void repaired(ScenarioRun run) {}

  /** The scenario is over, well or not, and has tidied up. */
  default void ended(ScenarioRun run) {}
}
