package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.Replicas;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.unit.DataSize;
import java.util.ArrayList;
import java.util.List;

/** The steps of waves by the names of topics and the ids of brokers. */
final class PlanSteps {
  private final ClusterModel model;

  private PlanSteps(ClusterModel model) {
    this.model = model;
  }

  /** Wave by wave. */
  static List<PlanStep> of(Waves waves) {
    var steps = new PlanSteps(waves.model());
    List<PlanStep> all = new ArrayList<>();
    int number = 0;
    for (Wave wave : waves.waves()) {
      number++;
      for (Step step : wave.steps()) {
        all.add(steps.step(number, step));
      }
    }
    return all;
  }

  private PlanStep step(int wave, Step step) {
    return new PlanStep(
        wave,
        new TopicName(model.topics().get(model.topicOf(step.partition()))),
        model.numberOf(step.partition()),
        ids(step.before()),
        ids(step.after()),
        id(step.before().leader()),
        id(step.after().leader()),
        DataSize.ofMebibytes(Math.max(0, step.megabytes())));
  }

  private List<Integer> ids(Replicas replicas) {
    return replicas.brokers().mapToObj(this::id).toList();
  }

  private int id(int broker) {
    return model.brokers().get(broker).id();
  }
}
