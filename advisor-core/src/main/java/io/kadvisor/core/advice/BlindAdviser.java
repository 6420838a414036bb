package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.SweepMark;
import java.util.List;
import java.util.Optional;

/** Kadvisor itself could not see or not write. */
final class BlindAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    Finding root = incident.firstRoot();
    Draft draft =
        Draft.about(incident)
            .explain(
                what(root, sweep),
                seen(sweep),
                "What was judged before stays as it was; nothing recovers unseen.")
            .confidence(
                Level.HIGH,
                "Kadvisor notices its own blindness directly; what happened to the cluster meanwhile it cannot know.")
            .impact(impact(sweep, view));
    forecast(draft, sweep);
    remedies(draft, root.cause(), view, over(sweep));
    return draft.advice();
  }

  private static String what(Finding root, Sweep sweep) {
    Optional<String> told =
        sweep
            .mark()
            .unreachable()
            .map(SweepMark.Unreachable::sentence)
            .or(() -> sweep.mark().gap().map(SweepMark.Gap::sentence));
    return "Kadvisor is blind for this cluster since "
        + Phrase.time(root.since())
        + told.map(s -> ": " + ended(s)).orElse(".");
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  private static String seen(Sweep sweep) {
    return sweep
        .mark()
        .gap()
        .map(
            gap ->
                "It saw nothing from "
                    + Phrase.time(gap.since())
                    + " to "
                    + Phrase.time(gap.until())
                    + ".")
        .orElse("");
  }

  /** True when this sweep saw the cluster again. */
  private static boolean over(Sweep sweep) {
    return sweep.conclusive() && !sweep.brokers().isEmpty();
  }

  private static String impact(Sweep sweep, ClusterView view) {
    return over(sweep)
        ? "What happened in between was not judged; what is open shows what is seen now."
        : "No new advice for cluster " + view.alias() + "; open advisories show their last state.";
  }

  private static void forecast(Draft draft, Sweep sweep) {
    draft.forecast(
        over(sweep)
            ? "It sees again; this resolves by itself once complete sweeps have come for the settle time."
            : "Trouble that starts now is told only when sight returns.");
  }

  private static void remedies(Draft draft, String cause, ClusterView view, boolean over) {
    String alias = view.alias();
    switch (cause) {
      case "home-unreachable" -> homeUnreachable(draft, alias, view, over);
      case "collector-silent" -> collectorSilent(draft, alias);
      default -> clusterUnreachable(draft, cause, alias, view);
    }
  }

  private static void homeUnreachable(Draft draft, String alias, ClusterView view, boolean over) {
    draft
        .title(
            "Kadvisor could not write to its home cluster: blind for " + alias,
            "Kadvisor could not write to its home cluster")
        .action(
            "restore-home-cluster",
            over
                ? "The home cluster takes writes again; find out why it did not, before it happens again."
                : "Bring the home cluster back; Kadvisor goes on by itself, nothing is lost or doubled.");
    ask(
        draft,
        view,
        "See whether the brokers of the home cluster answer (here, if the watched cluster is the home).",
        KafkaCommands.of(view),
        "the home");
    draft
        .step(
            over
                ? "Read the logs of its brokers at that time: paused, restarted together, disk or network."
                : "Start, resume or reconnect those that do not.")
        .verify(
            "The health page (/health/ready) is ready again, and the data age on the page is a few seconds.")
        .alternative(
            "Keep Kadvisor's topics in a cluster apart.",
            "It needs a second cluster; with it, the watched one can fail and still be seen.");
  }

  private static void collectorSilent(Draft draft, String alias) {
    draft
        .title(
            "No sweep of cluster " + alias + " arrives: the collector is silent",
            "No sweep arrives: the collector is silent")
        .action("restart-collector", "Start the collector again.")
        .step(
            "See whether a process with the role collector runs, and what its log says last.",
            "pgrep -af kadvisor")
        .step(
            "Start it; it takes up the sweeps where they ended.",
            "./kadvisor run --roles collector --config kadvisor.yaml")
        .verify("The data age on the page is a few seconds again.");
  }

  private static void clusterUnreachable(
      Draft draft, String cause, String alias, ClusterView view) {
    draft
        .title(
            "Kadvisor cannot read cluster " + alias + reason(cause),
            "Kadvisor cannot read the cluster" + reason(cause))
        .action("restore-access", "Let Kadvisor reach the cluster again; it retries by itself.");
    ask(
        draft,
        view,
        "Ask the brokers from the collector's machine, with its client properties.",
        KafkaCommands.of(view).withClientSettings(),
        "cluster " + alias);
    advice(cause).forEach(draft::step);
    draft.verify(
        "The health page (/health/ready) is ready again, and the data age on the page is a few seconds.");
  }

  private static String reason(String cause) {
    if (cause.contains("auth")) {
      return ": its credentials are refused";
    }
    return cause.contains("tls") ? ": the TLS handshake fails" : "";
  }

  private static List<String> advice(String cause) {
    if (cause.contains("auth")) {
      return List.of(
          "Compare mechanism, user and secret in kadvisor.yaml with what the listener asks for; renew an expired secret.");
    }
    if (cause.contains("tls")) {
      return List.of(
          "Compare port and security.protocol with the listener's, the trust store with its certificate, and look at the certificate's dates.");
    }
    return List.of(
        "Look at DNS, routes, firewall or security group between collector and brokers, then at the brokers themselves.");
  }

  /** A command only where this sweep saw an address: one to be filled in is no help at night. */
  private static void ask(
      Draft draft, ClusterView view, String what, KafkaCommands kafka, String whose) {
    if (view.reachable()) {
      draft.step(what, kafka.versions());
    } else {
      draft.step(
          "From the collector's machine ask the brokers (kafka-broker-api-versions.sh), with the addresses and client properties that kadvisor.yaml names for "
              + whose
              + ".");
    }
  }
}
