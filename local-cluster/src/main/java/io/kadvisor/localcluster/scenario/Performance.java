package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.scenario.Scenario.AdviceMoment;
import io.kadvisor.localcluster.scenario.ScenarioRun.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One scenario from its first step to its last. */
final class Performance {
  private final Scenario.Script script;
  private final Stage stage;
  private final Witnesses witnesses;
  private final ScenarioListener listener;
  private final AdviceGate gate;
  private final InstantSource clock;
  private ScenarioRun run;

  Performance(
      ScenarioRun start,
      Stage stage,
      Witnesses witnesses,
      ScenarioListener listener,
      AdviceGate gate,
      InstantSource clock) {
    this.run = start;
    this.script = start.scenario().script();
    this.stage = stage;
    this.witnesses = witnesses;
    this.listener = listener;
    this.gate = gate;
    this.clock = clock;
  }

  ScenarioRun play() {
    try {
      perform(script.given());
      inject();
    } catch (StepFailed e) {
      return tidyUp(run.ended(Status.NOT_INJECTED, e.getMessage()));
    }
    try {
      advise(AdviceMoment.DURING);
      repair();
      perform(script.cleanup());
    } catch (StepFailed e) {
      return run.ended(Status.NOT_REPAIRED, e.getMessage());
    }
    return run.ended(Status.DONE, "");
  }

  /**
   * The witnesses look from the first step on, so that no step's own waiting makes the fault look
   * younger.
   */
  private void inject() {
    run = run.injected(now());
    try (var watch = witnesses.start(script.proof())) {
      perform(script.steps());
      listener.injected(run);
      if (!script.proof().isEmpty()) {
        run = run.visible(seen(watch, script.proof()));
        listener.visible(run);
      }
    }
  }

  private void repair() {
    try (var watch = witnesses.start(script.repaired())) {
      perform(script.repair());
      if (!run.scenario().isQuiet() || !script.repaired().isEmpty()) {
        run = run.repaired(script.repaired().isEmpty() ? now() : seen(watch, script.repaired()));
        listener.repaired(run);
      }
    }
    advise(AdviceMoment.AFTER);
    if (!run.scenario().isQuiet()) {
      gate.awaitResolved(run);
    }
  }

  private void advise(AdviceMoment moment) {
    if (!run.scenario().isQuiet() && run.scenario().adviceMoment() == moment) {
      gate.awaitOpened(run);
    }
  }

  private static Instant seen(Witnesses.Watch watch, Proof proof) {
    return watch
        .result(proof.within())
        .orElseThrow(
            () -> new StepFailed("not seen within " + proof.within().toSeconds() + " s: " + proof));
  }

  private void perform(List<Step> steps) {
    for (Step step : steps) {
      listener.step(run, step.describe());
      step.run(stage);
    }
  }

  /** What was half done is undone as far as it goes; the first failure stays the reason. */
  private ScenarioRun tidyUp(ScenarioRun failed) {
    List.of(script.repair(), script.cleanup()).forEach(steps -> steps.forEach(this::attempt));
    return failed;
  }

  private void attempt(Step step) {
    try {
      step.run(stage);
    } catch (StepFailed alreadyUndone) {
      listener.step(run, "not needed: " + step.describe());
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
