package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All brokers of a rack went at once: the zone is gone, not each of them by itself. */
final class ZoneDownAdviser implements Adviser {
  private static final int STARTED = 6;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    KafkaCommands kafka = KafkaCommands.of(view);
    String zone = zone(incident, view);
    SortedSet<BrokerId> away = away(incident);
    Replication replication = new Replication(sweep.topics().values());
    PartitionsByTopic missing = missing(away, replication);
    Draft draft =
        Draft.about(incident)
            .title(
                "Zone "
                    + zone
                    + " is down: "
                    + Phrase.count(away.size(), "broker")
                    + ", "
                    + Phrase.count(missing.count(), "partition")
                    + " short of copies",
                "Zone " + zone + " is down with " + Phrase.count(away.size(), "broker"),
                "A zone is down with " + Phrase.count(away.size(), "broker"))
            .explain(
                "Every broker of "
                    + zone
                    + " went within minutes, since "
                    + since(incident)
                    + ": "
                    + view.names(away)
                    + ".",
                "So many at once have one reason outside of Kafka: power, network or the provider's zone.",
                missing.isEmpty()
                    ? "No partition misses a copy because of it."
                    : Phrase.capital(missing.counted()) + " miss copies there.")
            .alsoAffecting(missing)
            .confidence(
                Level.HIGH,
                "Metadata and the brokers' own silence agree, for each broker of the zone and for none outside.")
            .impact(Impact.of(replication.offline(), replication.refusing()))
            .forecast("Nothing heals until the zone is back.", NextLoss.forecast(replication, view))
            .parameter("zone", zone)
            .parameter("brokers", Phrase.list(away.stream().map(BrokerId::toString).toList(), 50));
    steps(draft, view, kafka, away);
    return draft.advice();
  }

  private static void steps(
      Draft draft, ClusterView view, KafkaCommands kafka, SortedSet<BrokerId> away) {
    String watch = kafka.partitions("--under-replicated-partitions");
    view.msk()
        .ifPresentOrElse(
            msk ->
                draft
                    .action(
                        "wait-for-provider",
                        "Wait for the zone; Amazon MSK brings its brokers back itself.")
                    .step("See the cluster's state.", msk.describe()),
            () ->
                draft
                    .action(
                        "restore-zone",
                        "Bring the zone back, then its brokers with their old data.")
                    .step(
                        "Ask the provider or the data centre about the zone first: one repair brings all of them back.")
                    .step(
                        "Start those that do not come by themselves, with their old data: "
                            + places(view, away)
                            + ".",
                        "kafka-server-start.sh -daemon config/server.properties"));
    draft
        .step("Watch the copies come back; the list gets empty.", watch)
        .step(
            "Give the brokers their leaders back once all copies are there.",
            kafka.electPreferred())
        .precondition("Do not restart a broker of another zone meanwhile.")
        .risk("Low: while copies catch up, the brokers fetch as fast as the network gives.")
        .rollback("Nothing to undo: a start changes no assignment.")
        .verify("No partition is listed any more by: " + watch)
        .alternative(
            "Move the replicas to the other zones.",
            "It copies everything the zone held and takes hours; right only if the zone will not come back.");
  }

  private static String places(ClusterView view, SortedSet<BrokerId> away) {
    return Phrase.list(away.stream().map(view::place).toList(), STARTED);
  }

  private static SortedSet<BrokerId> away(Incident incident) {
    return incident.roots().stream()
        .map(root -> root.subject().broker())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String zone(Incident incident, ClusterView view) {
    Optional<BrokerSample> first = view.broker(away(incident).first());
    return first.flatMap(BrokerSample::rack).orElse("of these brokers");
  }

  private static String since(Incident incident) {
    return Phrase.time(
        incident.roots().stream().map(Finding::since).min(Comparator.naturalOrder()).orElseThrow());
  }

  private static PartitionsByTopic missing(SortedSet<BrokerId> away, Replication replication) {
    PartitionsByTopic missing = new PartitionsByTopic(new TreeMap<>());
    for (BrokerId broker : away) {
      missing = missing.plus(replication.missingOn(broker));
    }
    return missing;
  }
}
