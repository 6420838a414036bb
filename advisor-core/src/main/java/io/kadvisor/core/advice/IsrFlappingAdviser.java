package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A follower goes out of sync and comes back again and again. */
final class IsrFlappingAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    KafkaCommands kafka = broker.commands();
    SortedSet<BrokerId> leaders = leaders(incident.firstRoot(), broker);
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + " leaves the ISR and comes back again and again",
                "A broker leaves the ISR and comes back again and again")
            .explain(
                "The replicas of "
                    + broker.view().names(broker.id().stream().toList())
                    + " go out of sync and return, over and over"
                    + turns(incident.firstRoot())
                    + ".",
                "It never lasts long enough to be a lost copy, but each time producers with acks=all wait until the leader gives the follower up.",
                leaders.isEmpty()
                    ? "Several leaders miss it: look at the follower and the way to it first."
                    : "Only "
                        + broker.view().names(leaders)
                        + " misses it: look at that leader and at the way between the two first.")
            .alsoAffecting(broker.missing())
            .impact(
                "Latency of acks=all has peaks of up to replica.lag.time.max.ms; while it is out there is a copy fewer.")
            .forecast(
                "It goes on until its reason is found.",
                NextLoss.forecast(broker.replication(), broker.view()))
            .action("investigate", "Find what stops the follower for seconds at a time.")
            .risk("None while looking.")
            .step(
                "See who is out now; run it a few times.",
                kafka.partitions("--under-replicated-partitions"))
            .step(
                broker.onMsk()
                    ? "Amazon MSK: see the cluster's state, then HeapMemoryAfterGC, VolumeQueueLength, BurstBalance and CpuCreditBalance of this broker in CloudWatch."
                    : "On its machine: long garbage collections, a disk that stalls, a network that drops. The broker's log says when it was put out: \"Shrinking ISR\".",
                broker.lookAtMachine())
            .step(
                "Its settings: replica.lag.time.max.ms below 30,000 ms makes every pause a loss, too few num.replica.fetchers make followers late.",
                broker.id().map(kafka::brokerConfig).orElseGet(kafka::brokerConfigs))
            .verify(
                "For a quarter of an hour nothing is listed by: "
                    + kafka.partitions("--under-replicated-partitions"))
            .alternative(
                "Raise replica.lag.time.max.ms.",
                "It hides the pauses: acks=all then waits longer for a follower that is really gone.")
            .alternative(
                "Restart the broker.",
                "Right when it swaps or its heap is full; it loses the traces of why.");
    if (unseen(incident.firstRoot())) {
      draft.confidence(
          Level.MEDIUM,
          "Counted by the leaders; no sweep saw who was out. It is the only follower that they share, but a way between them that breaks would look the same.");
    } else {
      draft.confidence(
          Level.HIGH, "Counted from the ISR of all partitions; the reason behind it is not seen.");
    }
    broker.id().ifPresent(id -> draft.parameter("broker", id));
    return draft.advice();
  }

  private static String turns(Finding root) {
    return root.evidence().stream()
        .filter(one -> one.metric().equals("isr.changes"))
        .findFirst()
        .filter(one -> one.value().isPresent() && one.window().isPresent())
        .map(
            one ->
                ": "
                    + Phrase.count(Math.round(one.value().get()), "time")
                    + " out or back within "
                    + Phrase.duration(one.window().get()))
        .orElse("");
  }

  private static boolean unseen(Finding root) {
    return root.evidence().stream()
        .anyMatch(one -> one.metric().equals("leaders.counting-changes"));
  }

  private static SortedSet<BrokerId> leaders(Finding root, LivingBroker broker) {
    return root.brokers().stream()
        .filter(leader -> broker.id().filter(leader::equals).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
