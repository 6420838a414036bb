package io.kadvisor.core.planner.kept;

import io.kadvisor.core.plan.Assignment;
import io.kadvisor.core.plan.Reassignment;
import io.kadvisor.core.planner.wave.WaveNames;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The files of a plan, as {@code kadvisor plan --reassignment-json} writes them into a folder: what
 * Kafka's tools take, wave by wave, and the texts.
 */
public final class PlanFiles {
  private final Map<String, Supplier<String>> files = new LinkedHashMap<>();

  private PlanFiles(int count, List<PlanStep> steps, Map<String, String> texts) {
    new TreeMap<>(texts).forEach((name, text) -> files.put(name, () -> text));
    var names = new WaveNames(count);
    Map<Integer, List<PlanStep>> waves = new TreeMap<>();
    steps.forEach(step -> waves.computeIfAbsent(step.wave(), wave -> new ArrayList<>()).add(step));
    waves.forEach((wave, some) -> add(names, wave - 1, some));
    Map<String, PlanStep> last = new LinkedHashMap<>();
    steps.stream()
        .filter(PlanStep::reassigns)
        .forEach(step -> last.put(step.topic() + "-" + step.partition(), step));
    if (!last.isEmpty()) {
      files.put(
          WaveNames.ALL, () -> reassignment(List.copyOf(last.values()), PlanStep::after).toJson());
    }
  }

  public static PlanFiles of(KeptPlan plan) {
    return new PlanFiles(plan.waves().size(), plan.steps(), plan.texts());
  }

  /**
   * Of a plan that nobody keeps.
   *
   * @param texts by name, as of files
   */
  public static PlanFiles of(Waves waves, Map<String, String> texts) {
    return new PlanFiles(waves.waves().size(), PlanSteps.of(waves), texts);
  }

  private void add(WaveNames names, int at, List<PlanStep> steps) {
    List<PlanStep> reassigned = steps.stream().filter(PlanStep::reassigns).toList();
    if (!reassigned.isEmpty()) {
      files.put(names.reassignment(at), () -> reassignment(reassigned, PlanStep::after).toJson());
      files.put(names.rollback(at), () -> reassignment(reassigned, PlanStep::before).toJson());
    }
    addElection(names.election(at), steps.stream().filter(PlanStep::elects).toList());
    addElection(
        names.rollbackElection(at),
        steps.stream().map(PlanStep::inverse).filter(PlanStep::elects).toList());
  }

  private void addElection(String name, List<PlanStep> elected) {
    if (!elected.isEmpty()) {
      files.put(name, () -> reassignment(elected, PlanStep::after).toElectionJson());
    }
  }

  private static Reassignment reassignment(
      List<PlanStep> steps, Function<PlanStep, List<Integer>> side) {
    return new Reassignment(
        steps.stream()
            .map(step -> new Assignment(step.topic(), step.partition(), side.apply(step)))
            .toList());
  }

  /** Texts first, then wave by wave. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** The content of a file; absent where there is none of that name. */
  public Optional<String> content(String name) {
    return Optional.ofNullable(files.get(name)).map(Supplier::get);
  }
}
