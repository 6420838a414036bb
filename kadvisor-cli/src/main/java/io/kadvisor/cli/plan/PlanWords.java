package io.kadvisor.cli.plan;

import io.kadvisor.cli.plan.wave.WaveWords;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.kept.PlanTexts;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code kadvisor plan} says of a plan, for those that go with advisories. */
public final class PlanWords implements PlanTexts {
  static final String REASONS = "reasons.txt";

  @Override
  public Map<String, String> files(Plan plan, Waves waves) {
    String reasons = new Explanation(plan).lines().collect(Collectors.joining("\n", "", "\n"));
    return Map.of(
        WaveWords.STEPS,
        WaveWords.steps(plan, waves),
        WaveWords.FIGURES,
        WaveWords.figures(waves),
        REASONS,
        reasons);
  }

  @Override
  public String purpose(Waves waves, Wave wave) {
    return WaveWords.purpose(waves, wave);
  }

  @Override
  public List<String> leftOut(Waves waves) {
    return WaveWords.leftOut(waves);
  }
}
