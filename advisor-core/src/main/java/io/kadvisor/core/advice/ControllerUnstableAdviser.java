package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;

/** The cluster has no controller, or one after another. */
final class ControllerUnstableAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    KafkaCommands kafka = KafkaCommands.of(view);
    Draft draft = Draft.about(incident);
    if (incident.cause().equals("changing")) {
      changing(draft, incident, kafka);
    } else {
      absent(draft, incident, kafka);
    }
    look(draft, view);
    return draft.advice();
  }

  private static void absent(Draft draft, Incident incident, KafkaCommands kafka) {
    draft
        .title("The cluster has no active controller")
        .explain(
            "No active controller is named since "
                + Phrase.time(incident.firstRoot().since())
                + ".",
            "An election takes seconds; when none succeeds, most controllers are away or cannot reach each other.")
        .confidence(Level.MEDIUM, "The brokers say so; the controllers themselves are not asked.")
        .impact(
            "Clients go on with the leaders that there are; no topic, partition, quota or ACL can be changed.")
        .forecast("The next broker that dies takes its leaderships with it: nobody elects others.")
        .action("restore-majority", "Bring back controllers until they are a majority.")
        .step(
            "See whether the quorum answers, and whom it misses; it fails while there is no leader.",
            kafka.quorumStatus())
        .risk("Low: a start with the old metadata log changes no voter.")
        .verify("A leader is named by: " + kafka.quorumStatus())
        .alternative(
            "Format a controller anew.",
            "Never while there is no majority: its votes and records are what the quorum needs.");
  }

  private static void changing(Draft draft, Incident incident, KafkaCommands kafka) {
    draft
        .title("The cluster elects one controller after another")
        .explain(
            "The controllers' quorum changes its leader again and again, first seen at "
                + Phrase.time(incident.firstRoot().since())
                + ".",
            "A leader is given up when it is not heard for controller.quorum.fetch.timeout.ms (2 s): long pauses, a slow disk or a bad network do that.")
        .confidence(Level.HIGH, "Counted from the quorum's epoch and leader, sweep by sweep.")
        .impact("Each election holds up changes of the cluster for a moment; clients go on.")
        .forecast("If elections stop to succeed, the cluster is without a controller.")
        .action("investigate", "Find what stops the controllers for seconds.")
        .step("See leader, epoch and the largest lag; run it a few times.", kafka.quorumStatus())
        .step("See which voter is late.", kafka.quorumReplication())
        .risk("None while looking; restart one controller at a time.")
        .verify("LeaderEpoch stays the same for a quarter of an hour in: " + kafka.quorumStatus())
        .alternative(
            "Raise controller.quorum.fetch.timeout.ms.",
            "It hides the pauses and makes a real loss last longer.");
  }

  private static void look(Draft draft, ClusterView view) {
    view.msk()
        .ifPresentOrElse(
            msk ->
                draft.step(
                    "Amazon MSK runs the controllers: see its state, then open a case.",
                    msk.describe()),
            () ->
                draft.step(
                    "On each controller's machine: does it run, is its disk slow or full, does it swap?",
                    "pgrep -af kafka.Kafka; df -h; vmstat 1 5; dmesg -T | tail -n 20"));
  }
}
