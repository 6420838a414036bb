package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;

/**
 * A broker is to be filled, or to be emptied: what does it is the plan that goes with the advice.
 */
final class FillOrEmpty implements Adviser {
  private static final String FILES = "moves";
  private final boolean fill;

  private FillOrEmpty(boolean fill) {
    this.fill = fill;
  }

  static Adviser fill() {
    return new FillOrEmpty(true);
  }

  static Adviser empty() {
    return new FillOrEmpty(false);
  }

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    BrokerId broker = incident.firstRoot().subject().broker();
    long held = held(sweep, broker);
    Draft draft = Draft.about(incident);
    if (fill) {
      fill(draft, incident, broker, view);
    } else {
      empty(draft, broker, held, view);
    }
    draft.alsoExplain("Seen since " + Phrase.time(incident.firstRoot().since()) + ".");
    steps(draft, broker, view);
    return draft.advice();
  }

  private static long held(Sweep sweep, BrokerId broker) {
    long held = 0;
    for (TopicSample topic : sweep.topics().values()) {
      for (IntColumn replicas : topic.replicas()) {
        held += replicas.contains(broker.value()) ? 1 : 0;
      }
    }
    return held;
  }

  private static void fill(Draft draft, Incident incident, BrokerId broker, ClusterView view) {
    String name = Phrase.capital(view.name(broker));
    draft
        .title(
            name + " has joined and holds next to nothing",
            "Broker " + broker + " has joined and holds next to nothing")
        .explain(
            incident.firstRoot().evidence().stream()
                .map(Evidence::sentence)
                .findFirst()
                .map(sentence -> sentence + ".")
                .orElse(""),
            "Kafka gives a new broker only partitions that are made after it joined.",
            probed(broker, view))
        .confidence(Level.HIGH, "Counted from the replica lists themselves.")
        .impact("Nothing fails. The others carry what it could carry, and it is paid for.")
        .forecast("It stays so until replicas are moved: no Kafka broker does that by itself.")
        .action(
            "fill-broker",
            "Move replicas to " + view.name(broker) + ", by the plan of this advisory.")
        .verify(
            "The broker holds at least half of the mean: "
                + logDirs(broker, view)
                + " and gives back what it takes: "
                + view.probe())
        .alternative("Leave it to new topics.", "They fill it only as fast as topics are made.")
        .alternative("Keep it as a spare.", "Then dismiss this advisory with that reason.");
  }

  /** That it works, where it is probed. */
  private static String probed(BrokerId broker, ClusterView view) {
    return view.broker(broker)
        .flatMap(sample -> sample.reading(Metric.PROBE_ROUND_TRIP_P50))
        .map(
            half ->
                "It works: records of the probe come back from it, half of them within "
                    + Math.max(1, Math.round(half.value() * 1000))
                    + " ms.")
        .orElse("");
  }

  private static void empty(Draft draft, BrokerId broker, long held, ClusterView view) {
    String name = Phrase.capital(view.name(broker));
    String replicas = Phrase.count(held, "replica");
    draft
        .title(
            name + " is to be emptied and holds " + replicas,
            "Broker " + broker + " is to be emptied and holds " + replicas)
        .explain(
            name + " is named in policy.drain and holds " + replicas + ".",
            "Until it is empty, stopping it takes copies away from each of their partitions.")
        .confidence(Level.HIGH, "Counted from the replica lists themselves.")
        .impact("Nothing fails as long as it runs.")
        .forecast("It stays so until its replicas are moved. New topics may still be placed on it.")
        .action(
            "empty-broker",
            "Move all replicas off "
                + view.name(broker)
                + ", by the plan of this advisory; then stop it.")
        .verify(
            (isProbed(broker, view)
                    ? "No partition but the probe's, which goes with it, is on it any more: "
                    : "No partition is on it any more: ")
                + logDirs(broker, view))
        .alternative(
            "Stop it as it is.",
            "Its partitions lack a copy each, until they are made anew from fewer ones.");
  }

  private static boolean isProbed(BrokerId broker, ClusterView view) {
    return view.broker(broker).flatMap(sample -> sample.reading(Metric.PROBE_SENT)).isPresent();
  }

  private static String logDirs(BrokerId broker, ClusterView view) {
    return KafkaCommands.of(view).logDirs(broker);
  }

  private void steps(Draft draft, BrokerId broker, ClusterView view) {
    draft
        .parameter("broker", broker)
        .precondition(
            "No partition is under-replicated, and no other reassignment runs: "
                + KafkaCommands.of(view).reassignments())
        .step(
            "Take the files of the plan that belongs to this advisory: they are on the page, and at"
                + " /api/v1/plans. Do what its steps.md says, wave by wave.")
        .step(
            "Have the plan made in a folder, as the cluster is then, instead of taking the one that is kept.",
            command(broker, view))
        .risk(
            "Copying loads disks and network of all brokers: each wave has a throttle, and ends"
                + " before the next begins.")
        .rollback(
            "Each wave has files that lead back: wave-001.rollback.json and those that follow.");
  }

  private String command(BrokerId broker, ClusterView view) {
    List<String> words =
        fill
            ? List.of("./kadvisor", "plan", "--from", view.alias(), "--reassignment-json", FILES)
            : List.of(
                "./kadvisor",
                "plan",
                "--from",
                view.alias(),
                "--remove-broker",
                broker.toString(),
                "--objective",
                "drain",
                "--reassignment-json",
                FILES);
    return Shell.line(words);
  }
}
