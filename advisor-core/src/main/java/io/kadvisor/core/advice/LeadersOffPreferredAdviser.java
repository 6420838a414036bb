package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.plan.Assignment;
import io.kadvisor.core.plan.PreferredElection;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.UserTopics;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.policy.Policy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Leaders that stayed where a restart left them: an election, and what it gives. */
final class LeadersOffPreferredAdviser implements PolicyAdviser {

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    ClusterView view = ClusterView.of(sweep, policy);
    PreferredElection election = PreferredElection.of(UserTopics.of(sweep), view.takers());
    Draft draft = Draft.about(incident).alsoAffecting(partitions(election));
    story(draft, election, incident, view);
    if (election.isEmpty()) {
      elected(draft, view);
    } else {
      steps(draft, election, view);
    }
    return draft.advice();
  }

  private static PartitionsByTopic partitions(PreferredElection election) {
    SortedMap<TopicName, PartitionRanges> ranges = new TreeMap<>();
    for (Assignment moved : election.partitions().assignments()) {
      ranges.merge(moved.topic(), PartitionRanges.of(moved.partition()), PartitionRanges::plus);
    }
    return new PartitionsByTopic(ranges);
  }

  private static void story(
      Draft draft, PreferredElection election, Incident incident, ClusterView view) {
    int off = election.partitions().assignments().size();
    int all = election.before().values().stream().mapToInt(Integer::intValue).sum();
    String counted = off + " of " + Phrase.count(all, "partition");
    draft
        .title(
            counted
                + (off == 1 ? " is" : " are")
                + " not led by the preferred replica, though it is in sync",
            counted + " not led by the preferred replica")
        .explain(
            election.isEmpty()
                ? ""
                : Phrase.capital(view.names(election.lacking().keySet()))
                    + (election.lacking().size() == 1 ? " leads" : " lead")
                    + " "
                    + off
                    + " fewer than the replica lists say, since other replicas took over and nobody gave the"
                    + " leadership back.",
            "Leaders now: "
                + counts(election.before())
                + "; after an election: "
                + counts(election.after())
                + ".",
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            Level.HIGH, "Leaders, in-sync replicas and preferred order are Kafka's own metadata.")
        .impact(
            "Clients go on. Leaders take all writes and most reads, so the brokers that lead more carry more.")
        .forecast(
            "It stays so until somebody elects"
                + selfElecting(sentences(incident))
                + "; each further restart adds to it.");
  }

  private static String sentences(Incident incident) {
    return incident.firstRoot().evidence().stream()
        .filter(evidence -> evidence.metric().equals("auto.leader.rebalance.enable"))
        .map(evidence -> evidence.sentence())
        .findFirst()
        .orElse("");
  }

  private static String selfElecting(String sentence) {
    return sentence.isEmpty() ? "" : " (" + sentence + ")";
  }

  private static String counts(SortedMap<BrokerId, Integer> leaders) {
    return Phrase.list(
        leaders.entrySet().stream().map(e -> "broker " + e.getKey() + ": " + e.getValue()).toList(),
        12);
  }

  private static void steps(Draft draft, PreferredElection election, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    int off = election.partitions().assignments().size();
    draft
        .action(
            "elect-preferred-leaders",
            "Elect the preferred leaders of "
                + Phrase.count(off, "partition")
                + ": no data moves, no list changes.")
        .parameter("partitions", off)
        .file(FileSteps.ELECTION, election.partitions().toElectionJson())
        .step(FileSteps.save(List.of(FileSteps.ELECTION)))
        .step("Let the preferred replicas lead.", kafka.electPreferred(FileSteps.ELECTION))
        .precondition(
            "No restart is under way, and no replica catches up: "
                + kafka.partitions("--under-replicated-partitions"))
        .risk(
            "Low: producers and consumers of "
                + (off == 1 ? "this partition" : "these partitions")
                + " refresh their metadata once, within a second.")
        .rollback(
            "Not needed: the replicas that lead now stay in sync and take over again when a preferred one fails.")
        .verify(
            "Leaders of user topics by broker are then "
                + counts(election.after())
                + "; check with: "
                + kafka.partitions("--exclude-internal"))
        .alternative(
            "Elect in all topics at once: " + kafka.electPreferred() + ".",
            "It also moves leaders of partitions that are not part of this.")
        .alternative(
            "Let the controller do it from now on: auto.leader.rebalance.enable=true in every server.properties.",
            "It takes a restart of every broker, and elections then come when Kafka likes.");
  }

  private static void elected(Draft draft, ClusterView view) {
    KafkaCommands kafka = KafkaCommands.of(view);
    draft
        .action("investigate", "Every preferred replica that is in sync leads by now.")
        .step("See who leads what.", kafka.partitions("--exclude-internal"))
        .verify("The advisory resolves by itself while this stays so.");
  }
}
