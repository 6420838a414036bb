package io.kadvisor.core.advice;

import io.kadvisor.core.plan.FactorPlan;
import io.kadvisor.model.TopicName;

/** Writes the steps that give topics the copies, or the setting, that they need. */
final class FactorSteps {
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
    draft
        .action(
            "raise-replication-factor",
            "Add replicas to "
                + Phrase.count(plan.copies().plan().partitions(), "partition")
                + " of "
                + Phrase.count(plan.factors().size(), "topic")
                + "; replicas that exist stay where they are, no leader moves.")
        .parameter("topics", plan.factors().size());
    new CopySteps(draft, view, plan.copies(), CopyPurpose.ADD).write();
    draft.verify(
        "ReplicationFactor is then " + factors() + ": " + kafka.topic(plan.factors().firstKey()));
    ways();
  }

  private String factors() {
    return Phrase.list(
        plan.factors().entrySet().stream().map(e -> e.getValue() + " for " + e.getKey()).toList(),
        3);
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
    if (plan.copies().isEmpty()) {
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
