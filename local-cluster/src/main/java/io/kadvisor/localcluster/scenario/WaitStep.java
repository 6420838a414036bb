package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.Deadline;
import java.time.Duration;
import java.util.ArrayList;

/** Time that passes, or something that has to become true first. */
interface WaitStep extends Step {
  /** How long the cluster may take for what usually takes a second or two. */
  Duration USUAL = Duration.ofSeconds(30);

  static Step read(Fields fields) {
    var waits = new ArrayList<Step>();
    fields.duration("time").ifPresent(time -> waits.add(new Real(time)));
    fields.duration("policyTime").ifPresent(time -> waits.add(new Scaled(time)));
    if (fields.has("until")) {
      waits.add(new Until(Proof.read(fields, "until")));
    }
    if (waits.size() != 1) {
      fields.fault("must have one of time, policyTime, until");
    }
    return waits.isEmpty() ? new Real(Duration.ZERO) : waits.get(0);
  }

  /** That long on the clock. */
  record Real(Duration time) implements WaitStep {
    @Override
    public void run(Stage stage) {
      rest(time);
    }

    @Override
    public String describe() {
      return "wait " + time.toMillis() / 1000.0 + " s";
    }
  }

  /** That long in the policy's time. */
  record Scaled(Duration policyTime) implements WaitStep {
    @Override
    public void run(Stage stage) {
      rest(stage.scaled(policyTime));
    }

    @Override
    public String describe() {
      return "wait " + policyTime.toSeconds() + " s of the policy's time";
    }
  }

  /** Until the conditions hold. */
  record Until(Proof proof) implements WaitStep {
    @Override
    public void run(Stage stage) {
      stage.await(proof);
    }

    @Override
    public String describe() {
      return "wait until " + proof;
    }
  }

  private static void rest(Duration time) {
    if (!Deadline.rest(time)) {
      throw new StepFailed("interrupted");
    }
  }
}
