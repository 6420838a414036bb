package io.kadvisor.core.advice;

import io.kadvisor.core.plan.FactorPlan;
import io.kadvisor.model.TopicName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Writes the steps that give topics the copies, or the setting, that they need. */
final class FactorSteps {
  /** So many topics have a step, or a sentence, of their own. */
  private static final int TOLD = 20;

  private static final String MINIMUM = "min.insync.replicas";

  /** A command a line, for the topics that have no step. */
  private static final String MINIMUMS = "min-insync-replicas.sh";

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

  /**
   * Copies are enough, the minimum asks for all of them.
   *
   * @param minimums by topic, what each is to ask for
   */
  void lower(SortedMap<TopicName, Integer> minimums) {
    if (minimums.isEmpty()) {
      return;
    }
    if (plan.copies().isEmpty()) {
      onlyLower(minimums);
    }
    draft.parameter(MINIMUM, minimums.get(minimums.lastKey()));
    minimums.entrySet().stream()
        .limit(TOLD)
        .forEach(
            each ->
                draft.step(
                    "Let topic " + each.getKey() + " take writes with one copy away.",
                    ask(each.getKey(), each.getValue())));
    lowerOthers(minimums);
  }

  private void onlyLower(SortedMap<TopicName, Integer> minimums) {
    TopicName topic = minimums.firstKey();
    int minimum = minimums.get(topic);
    boolean one = minimums.size() == 1;
    String back = ask(topic, minimum + 1);
    draft
        .action(
            "set-topic-config", "Ask for one copy fewer than there are: a setting, no data moves.")
        .risk(
            "None for data: acks=all still waits for "
                + Phrase.copies(Collections.min(minimums.values()))
                + (one ? "." : " or more."))
        .rollback(one ? back : "Set each back to one more, as for topic " + topic + ": " + back)
        .verify(
            one
                ? MINIMUM + "=" + minimum + " stands in: " + kafka.topic(topic)
                : MINIMUM + " is then one below the number of copies in: " + kafka.topicConfigs())
        .alternative(
            "Add a replica instead.",
            "It costs a whole copy on disk and network to gain the same spare.");
  }

  /** An advisory must stay small enough to be written. */
  private void lowerOthers(SortedMap<TopicName, Integer> minimums) {
    List<String> others =
        minimums.entrySet().stream()
            .skip(TOLD)
            .map(each -> ask(each.getKey(), each.getValue()))
            .toList();
    if (!others.isEmpty()) {
      draft
          .step(FileSteps.save(List.of(MINIMUMS)))
          .step(
              "Let " + Phrase.count(others.size(), "other topic") + " do so, too.",
              "sh " + MINIMUMS)
          .file(MINIMUMS, "text/plain", String.join("\n", others) + "\n");
    }
  }

  private String ask(TopicName topic, int minimum) {
    return kafka.setTopicConfig(topic, MINIMUM + "=" + minimum);
  }

  /** Topics that no plan can give the copies that they need. */
  void cannot(List<FactorPlan.Impossible> topics) {
    topics.stream().limit(TOLD).forEach(this::cannot);
    int others = topics.size() - TOLD;
    if (others > 0) {
      draft.precondition(
          Phrase.count(others, "other topic")
              + (others == 1 ? " is" : " are")
              + " not in the plan for the same reason.");
    }
  }

  private void cannot(FactorPlan.Impossible impossible) {
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
