package io.kadvisor.core.advice;

import io.kadvisor.core.plan.CopyPlan;
import io.kadvisor.core.plan.ReassignmentPlan;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes the steps that carry replicas to other brokers, and those that carry them back. */
final class CopySteps {
  /** So many files have a step of their own. */
  private static final int TOLD_WAVES = 3;

  private final Draft draft;
  private final ClusterView view;
  private final KafkaCommands kafka;
  private final CopyPlan plan;

  CopySteps(Draft draft, ClusterView view, CopyPlan plan) {
    this.draft = draft;
    this.view = view;
    this.kafka = KafkaCommands.of(view);
    this.plan = plan;
  }

  /** Files, steps, conditions, cost and the way back; what is to be seen afterwards is not here. */
  void write() {
    List<ReassignmentPlan> waves =
        plan.plan()
            .waves(
                view.msk().isPresent() ? MskCluster.PARTITIONS_A_CALL : plan.plan().partitions());
    List<String> names = files(waves);
    draft.parameter("partitions", plan.plan().partitions()).step(FileSteps.save(names));
    names.stream()
        .filter(name -> name.startsWith("reassignment"))
        .limit(TOLD_WAVES)
        .forEach(this::steps);
    if (waves.size() > TOLD_WAVES) {
      draft.step("Then the same with the other files, one after the other.");
    }
    conditions(waves);
  }

  private void steps(String name) {
    draft
        .step(
            "Start the copying, at most " + FactorSteps.THROTTLE + " a broker.",
            kafka.reassign(name, FactorSteps.THROTTLE))
        .step(
            "Repeat until every line is complete; this also takes the throttle off again.",
            kafka.verifyReassignment(name));
  }

  private List<String> files(List<ReassignmentPlan> waves) {
    List<String> names = new ArrayList<>();
    for (int wave = 0; wave < waves.size(); wave++) {
      String number = waves.size() == 1 ? "" : "-" + (wave + 1);
      names.add("reassignment" + number + ".json");
      names.add("rollback" + number + ".json");
      draft.file("reassignment" + number + ".json", waves.get(wave).target().toJson());
      draft.file("rollback" + number + ".json", waves.get(wave).present().toJson());
    }
    return names;
  }

  private void conditions(List<ReassignmentPlan> waves) {
    draft
        .precondition(
            "No broker is down and nothing is under-replicated: "
                + kafka.partitions("--under-replicated-partitions"))
        .precondition("No other reassignment runs: " + kafka.reassignments())
        .risk(
            "Low: copying shares disk and network with clients, bounded by the throttle; never start it at peak hours.")
        .takes(duration())
        .rollback(
            waves.size() == 1
                ? "Move them back, and verify until it is complete as above: "
                    + kafka.reassign("rollback.json", FactorSteps.THROTTLE)
                : "Move them back file by file, the last first: "
                    + kafka.reassign("rollback-" + waves.size() + ".json", FactorSteps.THROTTLE));
    if (view.msk().isPresent()) {
      draft.precondition("Amazon MSK: CPU of every broker is at most 70 %, the cluster is ACTIVE.");
    }
    plan.bytes()
        .ifPresentOrElse(
            this::cost,
            () ->
                draft.missing(
                    "The sizes of some replicas were not observed, so neither disk nor time are computed."));
  }

  private void cost(DataSize bytes) {
    String receivers =
        Phrase.list(
            plan.incoming().orElseThrow().entrySet().stream()
                .map(e -> "broker " + e.getKey() + ": " + e.getValue())
                .toList(),
            6);
    draft.costs(
        bytes + " once over the network (" + receivers + "); no more disk once it is done.");
  }

  /** The broker that copies most, at the throttle; at least the moment that an empty move takes. */
  private Optional<Duration> duration() {
    return plan.incoming()
        .flatMap(sizes -> sizes.values().stream().max(Comparator.naturalOrder()))
        .map(
            most ->
                Duration.ofSeconds(
                    Math.max(
                        1,
                        (long) Math.ceil(most.bytes() / FactorSteps.THROTTLE.bytesPerSecond()))));
  }
}
