package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.EvenerPlan;
import io.kadvisor.core.plan.EvenerPlanner;
import io.kadvisor.core.plan.Loads;
import io.kadvisor.core.plan.Resource;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One broker carries too much of a resource: the few changes that mend it. */
final class SkewAdviser implements PolicyAdviser {

  /** Near the mean: first where the rule becomes calm, then where it begins to look. */
  private static final List<Double> EVEN = List.of(1.05, 1.10);

  /** More changes than these are a rebalance, and no mending. */
  private static final int MOST = 100;

  private final Resource resource;

  SkewAdviser(Resource resource) {
    this.resource = resource;
  }

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    ClusterView view = ClusterView.of(sweep, policy);
    BrokerId broker = incident.firstRoot().subject().broker();
    Optional<Loads> loads = Loads.of(resource, sweep, policy.drain());
    Optional<EvenerPlan> plan = loads.flatMap(known -> plan(known, incident, sweep, view));
    Draft draft = Draft.about(incident);
    story(draft, incident, broker, loads, view);
    plan.ifPresentOrElse(found -> steps(draft, found, view), () -> noPlan(draft, view));
    return draft.advice();
  }

  /**
   * As even as the rule wants it where that takes few changes, else the step that the rule found.
   */
  private Optional<EvenerPlan> plan(Loads loads, Incident incident, Sweep sweep, ClusterView view) {
    Optional<Double> step = limit(incident);
    return EVEN.stream()
        .map(share -> share * loads.mean())
        .filter(limit -> step.map(found -> limit < found).orElse(true))
        .flatMap(limit -> EvenerPlanner.plan(loads, sweep, view.takers(), limit).stream())
        .filter(plan -> plan.changes().size() <= MOST)
        .findFirst()
        .or(() -> step.flatMap(limit -> EvenerPlanner.plan(loads, sweep, view.takers(), limit)));
  }

  /** The maximum that the rule found to be within reach. */
  private Optional<Double> limit(Incident incident) {
    return incident.firstRoot().evidence().stream()
        .filter(evidence -> evidence.metric().equals(resource.metric() + ".after"))
        .map(Evidence::value)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void story(
      Draft draft, Incident incident, BrokerId broker, Optional<Loads> loads, ClusterView view) {
    String name = Phrase.capital(view.name(broker));
    draft
        .title(
            name + " " + what() + loads.map(this::share).orElse(" than the others"),
            name + " " + what() + " than the others")
        .explain(
            loads.map(known -> spread(known, view)).orElse(""),
            loads.map(known -> known.basis() + ".").orElse(""),
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            resource == Resource.REPLICAS || resource == Resource.DISK ? Level.HIGH : Level.MEDIUM,
            switch (resource) {
              case REPLICAS -> "Counted; how busy each replica is, is not in the count.";
              case DISK -> "Read from the log directories.";
              case BYTES_IN, BYTES_OUT ->
                  "Kafka does not tell the bytes of single partitions: they are estimated.";
            })
        .impact("Clients go on. " + impact(name))
        .forecast(
            "It stays so: Kafka places replicas once, when a topic is made, and never moves them by itself.",
            "Growth hits " + view.name(broker) + " first.");
  }

  private String what() {
    return switch (resource) {
      case REPLICAS -> "holds more replicas";
      case DISK -> "stores more";
      case BYTES_IN -> "takes in more bytes";
      case BYTES_OUT -> "sends more bytes";
    };
  }

  private String share(Loads loads) {
    return ": " + show(loads.maximum()) + ", the mean is " + show(loads.mean());
  }

  private String show(double load) {
    return resource.unit().show(load);
  }

  private String spread(Loads loads, ClusterView view) {
    List<String> each =
        loads.byBroker().entrySet().stream()
            .sorted(Map.Entry.<BrokerId, Double>comparingByValue().reversed())
            .map(load -> view.name(load.getKey()) + ": " + show(load.getValue()))
            .toList();
    return Phrase.capital(Phrase.list(each, 6)) + ".";
  }

  private String impact(String name) {
    return switch (resource) {
      case REPLICAS ->
          name
              + " has more to copy, to serve and to recover than the others, and reaches limits on partitions first.";
      case DISK -> name + " runs out of disk first, while others have room.";
      case BYTES_IN, BYTES_OUT -> name + " reaches the limit of its network and disk first.";
    };
  }

  private void steps(Draft draft, EvenerPlan plan, ClusterView view) {
    EvenerPlan.Change first = plan.changes().get(0);
    String example =
        first.before().topic()
            + "-"
            + first.before().partition()
            + " from "
            + first.before().replicas()
            + " to "
            + first.target().replicas();
    draft.alsoAffecting(partitions(plan));
    if (plan.leadersOnly()) {
      lead(draft, plan, example, KafkaCommands.of(view));
    } else {
      draft.action(
          "move-replicas",
          "Move "
              + Phrase.count(plan.changes().size(), "replica")
              + ", "
              + (plan.changes().size() == 1 ? "" : "for instance ")
              + example
              + "; each partition stays in as many racks as it is.");
      new CopySteps(draft, view, plan.copies(), CopyPurpose.MOVE).write();
      if (plan.changes().stream().anyMatch(change -> movesFirst(change))) {
        elect(draft, plan, KafkaCommands.of(view));
      }
      draft.alternative(
          "Let a balancer place everything anew (Cruise Control, kafka-reassign-partitions --generate).",
          "It moves far more data for the last few percent.");
    }
    draft
        .parameter("changes", plan.changes().size())
        .verify(
            "The load is then "
                + Phrase.list(
                    plan.after().entrySet().stream()
                        .map(load -> "broker " + load.getKey() + ": " + show(load.getValue()))
                        .toList(),
                    12)
                + "; replicas stand in: "
                + KafkaCommands.of(view).topic(first.before().topic()));
  }

  private static boolean movesFirst(EvenerPlan.Change change) {
    return !change.before().replicas().get(0).equals(change.target().replicas().get(0));
  }

  private static void elect(Draft draft, EvenerPlan plan, KafkaCommands kafka) {
    draft
        .file(FileSteps.ELECTION, plan.copies().plan().target().toElectionJson())
        .step(
            "Save " + FileSteps.ELECTION + " too, and let the new first replicas lead.",
            kafka.electPreferred(FileSteps.ELECTION));
  }

  private static void lead(Draft draft, EvenerPlan plan, String example, KafkaCommands kafka) {
    draft
        .action(
            "reorder-replicas",
            "Reorder the replicas of "
                + Phrase.count(plan.changes().size(), "partition")
                + ", then elect: no data moves.")
        .file(FileSteps.PLAN, plan.copies().plan().target().toJson())
        .file(FileSteps.ROLLBACK, plan.copies().plan().present().toJson())
        .file(FileSteps.ELECTION, plan.copies().plan().target().toElectionJson())
        .step(FileSteps.save(List.of(FileSteps.PLAN, FileSteps.ROLLBACK, FileSteps.ELECTION)))
        .step("Write the new order: " + example + ".", kafka.reassign(FileSteps.PLAN))
        .step(
            "Wait until every line says that it is complete.",
            kafka.verifyReassignment(FileSteps.PLAN))
        .step("Let the new first choice lead.", kafka.electPreferred(FileSteps.ELECTION))
        .precondition(
            "Nothing is under-replicated, and no other reassignment runs: " + kafka.reassignments())
        .risk(
            "Low: the same replicas in another order; clients of moved leaders refresh their metadata once.")
        .rollback(
            "Write the old order and elect again: "
                + kafka.reassign(FileSteps.ROLLBACK)
                + " && "
                + kafka.electPreferred(FileSteps.ELECTION))
        .alternative(
            "Move replicas to other brokers.",
            "It copies data for what another order of the same replicas does at once.");
  }

  private static PartitionsByTopic partitions(EvenerPlan plan) {
    SortedMap<TopicName, PartitionRanges> ranges = new TreeMap<>();
    plan.changes()
        .forEach(
            change ->
                ranges.merge(
                    change.before().topic(),
                    PartitionRanges.of(change.before().partition()),
                    PartitionRanges::plus));
    return new PartitionsByTopic(ranges);
  }

  private static void noPlan(Draft draft, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    draft
        .action("investigate", "No allowed move betters it as the cluster is now.")
        .step("See where the replicas are.", kafka.partitions("--exclude-internal"))
        .step(
            "Bring missing replicas back and let reassignments end; the plan then comes by itself.",
            kafka.reassignments())
        .verify("The advisory then shows a file reassignment.json, or resolves.");
  }
}
