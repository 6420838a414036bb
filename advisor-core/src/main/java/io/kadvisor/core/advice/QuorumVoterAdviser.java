package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Quorum;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A voter of the controllers' quorum is lost or does not keep up. */
final class QuorumVoterAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    KafkaCommands kafka = KafkaCommands.of(view);
    SortedSet<BrokerId> voters = voters(incident.firstRoot());
    Optional<Quorum> quorum = sweep.cluster().flatMap(ClusterSample::quorum);
    Optional<Integer> spare = quorum.map(q -> spare(q, voters.size()));
    Draft draft = Draft.about(incident);
    story(draft, incident, voters, quorum, spare);
    voters.forEach(voter -> draft.parameter("voter", voter));
    draft.step(
        "See who leads and how far each voter is: LastFetchTimestamp and Lag tell.",
        kafka.quorumReplication());
    if (incident.cause().equals("voter-lagging")) {
      lagging(draft);
    } else {
      silent(draft, voters, view);
    }
    return draft
        .precondition("No other controller is restarted meanwhile: " + stands(spare) + ".")
        .verify("Every voter's Lag is near 0 in: " + kafka.quorumReplication())
        .alternative(
            "Replace the voter: remove-controller, then add-controller (kafka-metadata-quorum.sh).",
            "It needs a quorum with a dynamic set of voters (Kafka 3.9, kraft.version 1), and a voter that only restarts needs none of it.")
        .advice();
  }

  private static void story(
      Draft draft,
      Incident incident,
      SortedSet<BrokerId> voters,
      Optional<Quorum> quorum,
      Optional<Integer> spare) {
    String who =
        voters.isEmpty()
            ? "A controller"
            : "Controller " + Phrase.list(voters.stream().map(BrokerId::toString).toList(), 5);
    String what =
        switch (incident.cause()) {
          case "controller-lost" -> "which was the active one, is gone";
          case "voter-lagging" -> "does not keep up";
          default -> "is silent";
        };
    String joined = who + (incident.cause().equals("controller-lost") ? ", " : " ") + what;
    draft
        .title(
            joined + "; the quorum stands " + losses(spare),
            joined,
            "A controller of the quorum is behind")
        .explain(
            joined + ", since " + Phrase.time(incident.firstRoot().since()) + ".",
            quorum
                .map(
                    q ->
                        "Controller "
                            + q.leader()
                            + " leads the quorum of "
                            + q.voters().size()
                            + " now, epoch "
                            + q.epoch()
                            + ".")
                .orElse(""),
            "Its voters agree on every change of the cluster: leaders, topics, brokers that come and go.")
        .confidence(Level.HIGH, "The quorum's leader itself says how far each voter is.")
        .impact("None for clients: the quorum has a leader and a majority.")
        .forecast(
            "The quorum stands "
                + losses(spare)
                + "; without a majority no leader is elected, no topic created, and a dead broker's partitions stay without a leader.");
  }

  private static void silent(Draft draft, SortedSet<BrokerId> voters, ClusterView view) {
    String first = voters.isEmpty() ? "of that controller" : "of controller " + voters.first();
    String node = voters.isEmpty() ? "the same node.id" : "node.id=" + voters.first();
    if (view.msk().isPresent()) {
      draft
          .action(
              "ask-provider", "Amazon MSK runs the controllers: see its state, then open a case.")
          .step("See the cluster's state.", view.msk().get().describe())
          .risk("None.");
      return;
    }
    draft
        .action("restart-controller", "Start the controller again with its old metadata log.")
        .step(
            "On the machine "
                + first
                + " see whether the process runs, hangs or is cut off, and why it ended.",
            "pgrep -af kafka.Kafka; df -h; dmesg -T | tail -n 20")
        .step(
            "Start it with "
                + node
                + ", its own properties and its old metadata log; as a service, start the service.",
            "kafka-server-start.sh -daemon config/controller.properties")
        .rollback("Nothing to undo: a start changes no voter.")
        .costs("nothing")
        .risk("Low: it fetches what it missed, in seconds.");
  }

  private static void lagging(Draft draft) {
    draft
        .action("investigate", "Find what holds the voter back: its disk above all.")
        .step(
            "On its machine: the metadata log is written and flushed for every change; a slow or full disk shows first.",
            "df -h; vmstat 1 5; dmesg -T | tail -n 20")
        .risk("None while looking; restart it only when every other voter keeps up.");
  }

  /** Those that the evidence is about: controllers apart are no brokers of a finding. */
  private static SortedSet<BrokerId> voters(Finding root) {
    SortedSet<BrokerId> voters = new TreeSet<>();
    for (Evidence evidence : root.evidence()) {
      if (evidence.subject().kind() == Subject.Kind.BROKER) {
        voters.add(evidence.subject().broker());
      }
    }
    return voters;
  }

  private static int spare(Quorum quorum, int behind) {
    int voters = quorum.voters().size();
    return voters - behind - (voters / 2 + 1);
  }

  private static String losses(Optional<Integer> spare) {
    return spare
        .map(s -> s <= 0 ? "no further loss" : s == 1 ? "one further loss" : s + " further losses")
        .orElse("fewer losses than before");
  }

  private static String stands(Optional<Integer> spare) {
    return "the quorum stands " + losses(spare);
  }
}
