package io.kadvisor.cli.plan.wave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.util.List;

/** What is said of waves, where no folder is written. */
public final class WaveWords {
  /** The file that {@link #steps} is in a folder. */
  public static final String STEPS = WaveNames.STEPS;

  /** The file that {@link #figures} is in a folder. */
  public static final String FIGURES = WaveNames.FIGURES;

  private WaveWords() {}

  /** The steps in order, as Markdown; they name the files of a folder. */
  public static String steps(Plan plan, Waves waves) {
    return new Runbook(waves, new WaveNames(waves.waves().size()), NewPartitions.commands(plan))
        .text();
  }

  /** The same figures for scripts, broker by broker. */
  public static String figures(Waves waves) {
    try {
      return new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(new WaveFigures(waves, new WaveNames(waves.waves().size())).all());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and texts can be written", e);
    }
  }

  /** What a wave is for, in a few words. */
  public static String purpose(Waves waves, Wave wave) {
    return Words.purpose(waves.model(), wave);
  }

  /** What is left out of the waves, and what would have to give way. */
  public static List<String> leftOut(Waves waves) {
    return Words.leftOut(waves);
  }
}
