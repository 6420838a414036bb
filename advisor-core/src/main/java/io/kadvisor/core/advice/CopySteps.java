package io.kadvisor.core.advice;

import io.kadvisor.core.plan.CopyPlan;
import io.kadvisor.core.plan.ReassignmentPlan;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Writes the steps that copy replicas to other brokers, and those that undo it. */
final class CopySteps {
  /** What a broker may copy beside its clients' work: careful on any disk and network. */
  static final DataRate THROTTLE = new DataRate(10 * 1024 * 1024);

  /** So many files have a step of their own. */
  private static final int TOLD_WAVES = 3;

  private final Draft draft;
  private final ClusterView view;
  private final KafkaCommands kafka;
  private final CopyPlan plan;
  private final CopyPurpose purpose;

  CopySteps(Draft draft, ClusterView view, CopyPlan plan, CopyPurpose purpose) {
    this.draft = draft;
    this.view = view;
    this.kafka = KafkaCommands.of(view);
    this.plan = plan;
    this.purpose = purpose;
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
        .forEach(name -> copy(name, draft, kafka));
    if (waves.size() > TOLD_WAVES) {
      draft.step("Then the same with the other files, one after the other.");
    }
    conditions(waves.size());
    cost();
  }

  /** The two steps that start the copies of a file and see them through. */
  static void copy(String file, Draft draft, KafkaCommands kafka) {
    draft
        .step(
            "Start the copying, at most " + THROTTLE + " a broker.", kafka.reassign(file, THROTTLE))
        .step(
            "Repeat until every line is complete; this also takes the throttle off again.",
            kafka.verifyReassignment(file));
  }

  /** How long one broker copies at the throttle; at least the moment that an empty move takes. */
  static Duration time(double bytes) {
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(bytes / THROTTLE.bytesPerSecond())));
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

  private void conditions(int waves) {
    draft
        .precondition(
            "No broker is down and nothing is under-replicated: "
                + kafka.partitions("--under-replicated-partitions"))
        .precondition("No other reassignment runs: " + kafka.reassignments())
        .risk(
            "Low: copying shares disk and network with clients, bounded by the throttle; never start it at peak hours.")
        .rollback(purpose.undo(waves, kafka));
    purpose.precondition().ifPresent(draft::precondition);
    if (view.msk().isPresent()) {
      draft.precondition("Amazon MSK: CPU of every broker is at most 70 %, the cluster is ACTIVE.");
    }
  }

  private void cost() {
    draft.takes(duration());
    plan.bytes()
        .ifPresentOrElse(
            bytes -> draft.costs(purpose.cost(bytes, receivers())),
            () ->
                draft.missing(
                    "The sizes of some replicas were not observed, so neither disk nor time are computed."));
  }

  private String receivers() {
    return Phrase.list(
        plan.incoming().orElseThrow().entrySet().stream()
            .map(e -> "broker " + e.getKey() + ": " + e.getValue())
            .toList(),
        6);
  }

  /** That of the broker that copies most. */
  private Optional<Duration> duration() {
    return plan.incoming()
        .flatMap(sizes -> sizes.values().stream().max(Comparator.naturalOrder()))
        .map(DataSize::bytes)
        .map(CopySteps::time);
  }
}
