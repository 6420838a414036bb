package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.plan.Assignment;
import io.kadvisor.core.plan.CopyPlan;
import io.kadvisor.core.plan.RackPlanner;
import io.kadvisor.core.plan.RackSpread;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.stream.IntStream;

/** Replicas that share a rack while another is free: one of them moves there. */
final class RackAdvice {
  private final Incident incident;
  private final ClusterView view;
  private final WeakTopics weak;
  private final RackSpread racks;
  private final CopyPlan plan;

  RackAdvice(Incident incident, Sweep sweep, ClusterView view, WeakTopics weak) {
    this.incident = incident;
    this.view = view;
    this.weak = weak;
    this.racks = RackSpread.of(sweep.brokers().values());
    this.plan =
        RackPlanner.plan(weak.topics().values(), sweep.topics().values(), view.takers(), racks);
  }

  Advice advice() {
    Draft draft = Draft.about(incident).alsoAffecting(shared());
    story(draft);
    if (plan.isEmpty()) {
      return withoutPlan(draft).advice();
    }
    Assignment before = plan.plan().present().assignments().get(0);
    Assignment after = plan.plan().target().assignments().get(0);
    draft.action(
        "spread-over-racks",
        "Move one replica of "
            + Phrase.count(plan.plan().partitions(), "partition")
            + " into a free rack, for instance "
            + before.topic()
            + "-"
            + before.partition()
            + " from "
            + before.replicas()
            + " to "
            + after.replicas()
            + "; preferred leaders stay.");
    new CopySteps(draft, view, plan, CopyPurpose.MOVE).write();
    return draft
        .verify(
            "The replicas of each partition are then in different racks, as in reassignment.json: "
                + KafkaCommands.of(view).topic(after.topic()))
        .alternative(
            "Give brokers another broker.rack.",
            "It only helps where the setting is wrong: replicas do not move because of it.")
        .advice();
  }

  private PartitionsByTopic shared() {
    return PartitionsByTopic.where(
        weak.topics().values(), (topic, p) -> racks.shared(topic.replicas().get(p)));
  }

  private void story(Draft draft) {
    PartitionsByTopic shared = shared();
    String counted =
        shared.isEmpty() ? Phrase.count(weak.topics().size(), "topic") : shared.counted();
    draft
        .title(
            "Replicas of " + counted + " share a rack while another is free",
            "Replicas share a rack while another is free")
        .explain(
            shared.isEmpty() ? "" : "In the same rack: " + example() + ".",
            "Free racks with a living broker could take one each, so that the loss of a rack takes one replica only.",
            "Kafka spreads replicas over racks when it creates a topic, not when somebody assigns them or racks are"
                + " named later.",
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(Level.HIGH, "Read from the replica lists and the brokers' own broker.rack.")
        .impact(weak.impact())
        .forecast(forecast());
  }

  private String example() {
    return Phrase.list(
        weak.topics().values().stream().flatMap(topic -> examples(topic).stream()).toList(), 3);
  }

  private List<String> examples(TopicSample topic) {
    return IntStream.range(0, topic.partitionCount())
        .filter(p -> racks.shared(topic.replicas().get(p)))
        .mapToObj(p -> topic.topic() + "-" + p + " in " + racks.described(topic.replicas().get(p)))
        .toList();
  }

  private String forecast() {
    PartitionsByTopic lost =
        PartitionsByTopic.where(
            weak.topics().values(),
            (topic, p) -> racks.shared(topic.replicas().get(p)) && leftWithoutARack(topic, p) < 1);
    PartitionsByTopic refusing =
        PartitionsByTopic.where(
            weak.topics().values(),
            (topic, p) ->
                racks.shared(topic.replicas().get(p))
                    && leftWithoutARack(topic, p) >= 1
                    && leftWithoutARack(topic, p) < topic.neededInSync(p).orElse(1));
    if (lost.isEmpty() && refusing.isEmpty()) {
      return "The loss of one rack costs some partitions more copies than it has to; none stops.";
    }
    return "When the shared rack is lost, "
        + (lost.isEmpty() ? "" : lost.counted("goes", "go") + " offline")
        + (lost.isEmpty() || refusing.isEmpty() ? "" : " and ")
        + (refusing.isEmpty()
            ? ""
            : refusing.counted("refuses", "refuse") + " writes with acks=all")
        + ".";
  }

  /** Replicas in sync that are left when the rack that holds most of them is lost. */
  private int leftWithoutARack(TopicSample topic, int partition) {
    List<Integer> isr = topic.isr().get(partition).stream().boxed().toList();
    int most =
        isr.stream()
            .mapToInt(
                broker ->
                    (int)
                        isr.stream()
                            .filter(other -> racks.rack(other).equals(racks.rack(broker)))
                            .count())
            .max()
            .orElse(0);
    return isr.size() - most;
  }

  private Draft withoutPlan(Draft draft) {
    return draft
        .action("investigate", "No broker in a free rack lives now.")
        .step("See which brokers live.", KafkaCommands.of(view).versions())
        .step("Bring back the brokers of the free rack; the plan then comes by itself.")
        .verify("This advisory then shows a file reassignment.json.");
  }
}
