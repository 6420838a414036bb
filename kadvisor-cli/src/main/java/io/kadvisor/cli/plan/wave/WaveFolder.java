package io.kadvisor.cli.plan.wave;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.kept.PlanFiles;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the files that Kafka's tools take, wave by wave, and what to do with them. */
final class WaveFolder {
  private final Plan plan;
  private final Waves waves;

  WaveFolder(Plan plan, Waves waves) {
    this.plan = plan;
    this.waves = waves;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    PlanFiles files = PlanFiles.of(waves, texts());
    for (String name : files.names()) {
      Files.writeString(folder.resolve(name), files.content(name).orElseThrow());
    }
  }

  private Map<String, String> texts() throws IOException {
    var names = new WaveNames(waves.waves().size());
    var figures = new WaveFigures(waves, names);
    return Map.of(
        WaveNames.FIGURES,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures.all()),
        WaveNames.STEPS,
        new Runbook(waves, names, NewPartitions.commands(plan)).text());
  }
}
