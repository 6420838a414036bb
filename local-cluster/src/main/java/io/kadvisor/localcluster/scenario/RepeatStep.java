package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The same steps several times over. */
record RepeatStep(int times, List<Step> steps) implements Step {
  RepeatStep {
    steps = List.copyOf(steps);
  }

  static RepeatStep read(Fields fields) {
    var repeat = new RepeatStep(fields.requiredInteger("times", 1), Steps.read(fields, "steps"));
    if (repeat.steps.isEmpty()) {
      fields.fault("steps", "must have at least one step");
    }
    return repeat;
  }

  @Override
  public void run(Stage stage) {
    for (int time = 0; time < times; time++) {
      steps.forEach(step -> step.run(stage));
    }
  }

  @Override
  public String describe() {
    return times
        + " times "
        + steps.stream().map(Step::describe).collect(Collectors.joining(", then "));
  }
}
