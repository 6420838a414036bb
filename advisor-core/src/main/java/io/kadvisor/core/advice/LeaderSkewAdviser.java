package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.Assignment;
import io.kadvisor.core.plan.LeaderReorder;
import io.kadvisor.core.plan.LeaderReorderPlanner;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One broker is first choice to lead too much: another order of the same replicas. */
final class LeaderSkewAdviser implements PolicyAdviser {

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    ClusterView view = ClusterView.of(sweep, policy);
    BrokerId broker = incident.firstRoot().subject().broker();
    List<TopicSample> users = UserTopics.of(sweep);
    LeaderReorder reorder = LeaderReorderPlanner.plan(users, view.takers());
    Draft draft = Draft.about(incident);
    draft.alsoAffecting(new Replication(users).preferring(broker));
    story(draft, broker, reorder, view, incident);
    if (reorder.plan().isEmpty()) {
      withoutPlan(draft, view);
    } else {
      withPlan(draft, broker, reorder, KafkaCommands.of(view));
    }
    return draft.advice();
  }

  private static void story(
      Draft draft, BrokerId broker, LeaderReorder reorder, ClusterView view, Incident incident) {
    int own = reorder.before().getOrDefault(broker, 0);
    long total = sum(reorder.before());
    long share = Math.round(total / (double) Math.max(1, reorder.before().size()));
    String name = Phrase.capital(view.name(broker));
    draft
        .title(
            name
                + " is first choice to lead "
                + own
                + " of "
                + Phrase.count(total, "partition")
                + "; even is "
                + share,
            "Broker "
                + broker
                + " is first choice to lead "
                + own
                + " of "
                + Phrase.count(total, "partition"))
        .explain(
            name
                + " stands first in the replica lists of "
                + own
                + " of "
                + Phrase.count(total, "partition")
                + ", "
                + "an even share is "
                + share
                + " ("
                + shares(reorder.before(), view)
                + ").",
            "Leaders take all writes and, unless told otherwise, all reads: the order of the lists decides who works.",
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            Level.HIGH,
            "Counted from the replica lists themselves; how busy each partition is, is not in the count.")
        .impact(name + " serves more clients than the others and reaches its limits first.")
        .forecast(
            "It stays so: preferred leader election restores this order after each restart.",
            "Growth hits " + view.name(broker) + " first.");
  }

  private static long sum(SortedMap<BrokerId, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static String shares(SortedMap<BrokerId, Integer> counts, ClusterView view) {
    List<String> parts =
        counts.entrySet().stream()
            .map(entry -> view.name(entry.getKey()) + ": " + entry.getValue())
            .toList();
    return Phrase.list(parts, 6);
  }

  private static void withPlan(
      Draft draft, BrokerId broker, LeaderReorder reorder, KafkaCommands kafka) {
    int changes = reorder.plan().partitions();
    draft
        .action(
            "reorder-replicas",
            "Reorder the replicas of "
                + Phrase.count(changes, "partition")
                + ", then elect: no data moves.")
        .parameter("broker", broker)
        .parameter("partitions", changes);
    ReorderSteps.write(
        "Write the new order, for instance " + example(reorder) + ".",
        reorder.plan(),
        draft,
        kafka);
    draft
        .precondition(
            "No partition of the plan is under-replicated, and no other reassignment runs: "
                + kafka.reassignments())
        .risk(
            "Low: the same replicas in another order; clients of moved leaders refresh their metadata once.")
        .verify(
            "Preferred leaders by broker are then "
                + counts(reorder.after())
                + "; check with: "
                + kafka.partitions("--exclude-internal"))
        .alternative(
            "Move replicas between brokers.",
            "It copies data for what another order of the same replicas does at once.")
        .alternative(
            "Elect leaders only (kafka-leader-election.sh).",
            "It follows the present order, which is the uneven one.");
  }

  private static String example(LeaderReorder reorder) {
    Assignment before = reorder.plan().present().assignments().get(0);
    Assignment after = reorder.plan().target().assignments().get(0);
    return before.topic()
        + "-"
        + before.partition()
        + " from "
        + before.replicas()
        + " to "
        + after.replicas();
  }

  private static String counts(Map<BrokerId, Integer> counts) {
    return Phrase.list(
        counts.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList(), 12);
  }

  private static void withoutPlan(Draft draft, ClusterView view) {
    draft
        .action("investigate", "No order of the replicas that are in sync now is more even.")
        .step(
            "Bring missing replicas back first, if there are any.",
            KafkaCommands.of(view).partitions("--under-replicated-partitions"))
        .step("Otherwise replicas have to move: plan that for a quiet hour.")
        .verify("The advisory resolves by itself once the preferred order is even.");
  }
}
