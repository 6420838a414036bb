package io.kadvisor.core.advice;

import io.kadvisor.core.plan.FactorPlan;
import io.kadvisor.core.plan.ReassignmentPlan;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Writes the steps that give topics the copies, or the setting, that they need. */
final class FactorSteps {
  /** What a broker may copy beside its clients' work: careful on any disk and network. */
  static final DataRate THROTTLE = new DataRate(10 * 1024 * 1024);

  /** So many files have a step of their own. */
  private static final int TOLD_WAVES = 3;

  private final Draft draft;
  private final ClusterView view;
  private final KafkaCommands kafka;
  private final FactorPlan plan;

  FactorSteps(Draft draft, ClusterView view, FactorPlan plan) {
    this.draft = draft;
    this.view = view;
    this.kafka = KafkaCommands.of(view);
    this.plan = plan;
  }

  void raise() {
    List<ReassignmentPlan> waves =
        plan.plan()
            .waves(
                view.msk().isPresent() ? MskCluster.PARTITIONS_A_CALL : plan.plan().partitions());
    List<String> names = files(waves);
    draft
        .action(
            "raise-replication-factor",
            "Add replicas to "
                + Phrase.count(plan.plan().partitions(), "partition")
                + " of "
                + Phrase.count(plan.factors().size(), "topic")
                + "; replicas that exist stay where they are, no leader moves.")
        .parameter("topics", plan.factors().size())
        .parameter("partitions", plan.plan().partitions())
        .step(FileSteps.save(names));
    for (String name :
        names.stream().filter(n -> n.startsWith("reassignment")).limit(TOLD_WAVES).toList()) {
      draft
          .step(
              "Start the copying, at most " + THROTTLE + " a broker.",
              kafka.reassign(name, THROTTLE))
          .step(
              "Repeat until every line is complete; this also takes the throttle off again.",
              kafka.verifyReassignment(name));
    }
    if (waves.size() > TOLD_WAVES) {
      draft.step("Then the same with the other files, one after the other.");
    }
    conditions(waves);
    ways();
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
        .precondition("Each receiving broker has the free disk that the cost names.")
        .risk(
            "Low: copying shares disk and network with clients, bounded by the throttle; never start it at peak hours.")
        .takes(duration())
        .rollback(
            waves.size() == 1
                ? "Take the added replicas away again: " + kafka.reassign("rollback.json")
                : "Take added replicas away again, file by file, the last first: "
                    + kafka.reassign("rollback-" + waves.size() + ".json"))
        .verify(
            "ReplicationFactor is then "
                + factors()
                + ": "
                + kafka.topic(plan.factors().firstKey()));
    view.msk()
        .ifPresent(
            msk ->
                draft.precondition(
                    "Amazon MSK: CPU of every broker is at most 70 %, the cluster is ACTIVE."));
    plan.bytes()
        .ifPresentOrElse(
            this::cost,
            () ->
                draft.missing(
                    "The sizes of some replicas were not observed, so neither disk nor time are computed."));
  }

  private String factors() {
    return Phrase.list(
        plan.factors().entrySet().stream().map(e -> e.getValue() + " for " + e.getKey()).toList(),
        3);
  }

  private void cost(DataSize bytes) {
    draft.costs(
        "Disk: "
            + bytes
            + " more in all ("
            + incoming(plan.incoming().orElseThrow())
            + "), and the same once over the network.");
  }

  private static String incoming(SortedMap<BrokerId, DataSize> incoming) {
    return Phrase.list(
        incoming.entrySet().stream()
            .map(e -> "broker " + e.getKey() + ": " + e.getValue())
            .toList(),
        6);
  }

  /** The broker that copies most, at the throttle; at least the moment that an empty move takes. */
  private Optional<Duration> duration() {
    return plan.incoming()
        .flatMap(sizes -> sizes.values().stream().max(Comparator.naturalOrder()))
        .map(
            most ->
                Duration.ofSeconds(
                    Math.max(1, (long) Math.ceil(most.bytes() / THROTTLE.bytesPerSecond()))));
  }

  private void ways() {
    draft
        .alternative(
            "Create a new topic with three replicas and switch clients over.",
            "Every producer and consumer changes, and old records stay behind.")
        .alternative(
            "Leave it, if the data can be made again from its source.",
            "Then dismiss this advisory with that reason: the next reader wants to know.");
  }

  /** Copies are enough, the minimum asks for all of them. */
  void lower(TopicName topic, int minimum) {
    if (plan.plan().isEmpty()) {
      draft
          .action(
              "set-topic-config",
              "Ask for one copy fewer than there are: a setting, no data moves.")
          .risk("None for data: acks=all still waits for " + Phrase.copies(minimum) + ".")
          .rollback(kafka.setTopicConfig(topic, "min.insync.replicas=" + (minimum + 1)))
          .verify("min.insync.replicas=" + minimum + " stands in: " + kafka.topic(topic))
          .alternative(
              "Add a replica instead.",
              "It costs a whole copy on disk and network to gain the same spare.");
    }
    draft
        .parameter("min.insync.replicas", minimum)
        .step(
            "Let topic " + topic + " take writes with one copy away.",
            kafka.setTopicConfig(topic, "min.insync.replicas=" + minimum));
  }

  void cannot(FactorPlan.Impossible impossible) {
    draft.precondition(
        "Topic "
            + impossible.topic()
            + " is not in the plan: "
            + impossible.factor()
            + " copies need as many living brokers, there are "
            + impossible.aliveBrokers()
            + ". Bring brokers back or add some first.");
  }

  void nothingPossible() {
    draft
        .action(
            "add-brokers",
            "No plan can be made with the brokers that live now: more copies need more brokers.")
        .step("See which brokers live.", kafka.versions())
        .step(
            "Bring back those that are away, or add brokers in racks of their own; the plan then comes by itself.")
        .verify("This advisory then shows a file reassignment.json.");
  }
}
