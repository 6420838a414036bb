package io.kadvisor.cli.plan.wave;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.core.plan.Assignment;
import io.kadvisor.core.plan.Reassignment;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.wave.Replicas;
import io.kadvisor.core.planner.wave.Step;
import io.kadvisor.core.planner.wave.Wave;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.model.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the files that Kafka's tools take, wave by wave, and what to do with them. */
final class WaveFolder {
  private final Plan plan;
  private final Waves waves;
  private final ClusterModel model;
  private final WaveNames names;

  WaveFolder(Plan plan, Waves waves) {
    this.plan = plan;
    this.waves = waves;
    model = waves.model();
    names = new WaveNames(waves.waves().size());
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Integer, Step> last = new LinkedHashMap<>();
    for (int at = 0; at < waves.waves().size(); at++) {
      Wave wave = waves.waves().get(at);
      write(folder, at, wave);
      wave.reassigned().forEach(step -> last.put(step.partition(), step));
    }
    if (!last.isEmpty()) {
      List<Step> all = List.copyOf(last.values());
      Files.writeString(folder.resolve(WaveNames.ALL), reassignment(all, Step::after).toJson());
    }
    var figures = new WaveFigures(waves, names);
    Files.writeString(
        folder.resolve(WaveNames.FIGURES),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures.all()));
    Files.writeString(
        folder.resolve(WaveNames.STEPS),
        new Runbook(waves, names, NewPartitions.commands(plan)).text());
  }

  private void write(Path folder, int at, Wave wave) throws IOException {
    List<Step> reassigned = wave.reassigned();
    if (!reassigned.isEmpty()) {
      Files.writeString(
          folder.resolve(names.reassignment(at)), reassignment(reassigned, Step::after).toJson());
      Files.writeString(
          folder.resolve(names.rollback(at)), reassignment(reassigned, Step::before).toJson());
    }
    writeElection(folder.resolve(names.election(at)), wave.elected());
    writeElection(
        folder.resolve(names.rollbackElection(at)),
        wave.rollback().stream().filter(Step::elects).toList());
  }

  private void writeElection(Path file, List<Step> elected) throws IOException {
    if (!elected.isEmpty()) {
      Files.writeString(file, reassignment(elected, Step::after).toElectionJson());
    }
  }

  private Reassignment reassignment(List<Step> steps, Function<Step, Replicas> side) {
    return new Reassignment(
        steps.stream().map(step -> assignment(step.partition(), side.apply(step))).toList());
  }

  private Assignment assignment(int partition, Replicas replicas) {
    return new Assignment(
        new TopicName(model.topics().get(model.topicOf(partition))),
        model.numberOf(partition),
        replicas.brokers().mapToObj(broker -> model.brokers().get(broker).id()).toList());
  }
}
