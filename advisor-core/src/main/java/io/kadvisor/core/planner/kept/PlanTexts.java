package io.kadvisor.core.planner.kept;

import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.Waves;
import java.util.List;
import java.util.Map;

/** Says in words what a plan is; whoever prints plans already says it for those that are kept. */
public interface PlanTexts {
  /** The texts that go with a plan, by name as of files: steps to be typed, reasons of moves. */
  Map<String, String> files(Plan plan, Waves waves);

  /** What a wave is for, in a few words. */
  String purpose(Waves waves, Wave wave);

  /** What is left out of the waves, and what would have to give way; empty when all is in. */
  List<String> leftOut(Waves waves);
}
