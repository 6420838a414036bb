package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;

/** A broker is away: dead, stopped and not back, or the witnesses disagree. */
final class BrokerSilentAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    if (incident.cause().equals("zone-down")) {
      return new ZoneDownAdviser().advise(incident, sweep);
    }
    AwayBroker broker = AwayBroker.of(incident.firstRoot(), sweep);
    return switch (incident.firstRoot().cause()) {
      case "stopped" -> stopped(incident, broker);
      case "disputed" -> disputed(incident, broker);
      case "probe-unanswered" -> unheard(incident, broker);
      default -> down(incident, broker);
    };
  }

  private static Advice down(Incident incident, AwayBroker broker) {
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + " is down: " + broker.toll(),
                "Broker " + broker.id() + " is down: " + broker.toll(),
                "Broker " + broker.id() + " is down")
            .explain(
                broker.capitalPlace() + " is gone since " + broker.since() + ".",
                "Both witnesses say so: " + broker.testimony() + ".",
                broker.held());
    confidence(draft, broker);
    consequences(draft, broker);
    draft
        .action(
            "restart-broker",
            "Start broker "
                + broker.id()
                + " again with its old data; the copies catch up by themselves.")
        .risk("Low: while copies catch up, the broker fetches as fast as the network gives.");
    bringBack(draft, broker);
    alternatives(draft, broker);
    return draft.advice();
  }

  private static Advice stopped(Incident incident, AwayBroker broker) {
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + " was stopped and has not come back: " + broker.toll(),
                broker.capitalName() + " was stopped and has not come back")
            .explain(
                broker.capitalPlace()
                    + " left the cluster in good order, away since "
                    + broker.since()
                    + ".",
                "That looks like a restart that was not finished: " + broker.testimony() + ".",
                broker.held());
    confidence(draft, broker);
    consequences(draft, broker);
    draft
        .action(
            "start-broker",
            "Finish the restart: start broker " + broker.id() + " with its old data.")
        .precondition("Whoever stopped it is asked: the stop was meant, its length perhaps not.")
        .risk("Low: while copies catch up, the broker fetches as fast as the network gives.");
    bringBack(draft, broker);
    alternatives(draft, broker);
    return draft.advice();
  }

  private static Advice disputed(Incident incident, AwayBroker broker) {
    KafkaCommands kafka = broker.commands();
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + ": the controller and its own answers disagree",
                "Broker " + broker.id() + ": the controller and its own answers disagree")
            .explain(
                broker.capitalPlace()
                    + " gives two pictures since "
                    + broker.since()
                    + ": "
                    + broker.testimony()
                    + ".",
                broker.lifeSign(),
                broker.held())
            .confidence(Level.LOW, "Two witnesses contradict each other; one of them is wrong.")
            .impact(
                "Clients whose partitions it leads may wait for time-outs; nothing else is known to fail.")
            .forecast(NextLoss.ifReallyGone(broker.replication(), broker.id()))
            .action("investigate", "Find out which witness is right before anything is restarted.")
            .step(broker.whatToLookFor(), broker.look())
            .step(
                "From here, ask the broker itself; an answer means that the way is open.",
                broker.askItself())
            .step(
                "If it hangs, restart it; if only the way is cut, mend firewall, security group or listener.")
            .verify(
                "This command lists broker "
                    + broker.id()
                    + " among the answers: "
                    + kafka.versions());
    draft.alternative(
        "Restart the broker at once.",
        "It may serve clients well while only Kadvisor cannot reach it; a restart would then cost what it should save.");
    return draft.advice();
  }

  /** It lives and answers, and yet what clients do does not work on it. */
  private static Advice unheard(Incident incident, AwayBroker broker) {
    KafkaCommands kafka = broker.commands();
    return Draft.about(incident)
        .title(
            broker.capitalName() + " answers, but no record of the probe comes back from it",
            "Broker " + broker.id() + " answers, but no record of the probe comes back from it")
        .explain(
            broker.capitalPlace()
                + " is listed and answers, yet what the probe sends to it has not come back since "
                + broker.unheardSince()
                + "; from other brokers it does.",
            "Producers and consumers go the same way as the probe.")
        .confidence(Level.LOW, "One witness of three says so; its own topic may be what is wrong.")
        .impact(
            "Clients whose partitions it leads may wait for time-outs; nothing else is known to fail.")
        .forecast(NextLoss.ifReallyGone(broker.replication(), broker.id()))
        .action("investigate", "Find out why it takes or gives no records.")
        .step("On its machine: a disk that hangs, a log directory that has failed.", broker.look())
        .step(
            "Its disks: one that has failed or hangs stops writes first.",
            kafka.logDirs(broker.id()))
        .step("Try once more, with records of your own.", broker.view().probe())
        .verify("Every broker gives its records back: " + broker.view().probe())
        .alternative(
            "Restart the broker at once.",
            "When only the probe's topic is broken, a restart would cost what it should save.")
        .advice();
  }

  private static void confidence(Draft draft, AwayBroker broker) {
    if (broker.bothWitnessesSayAway()) {
      draft.confidence(
          Level.HIGH,
          "Two independent witnesses agree: the controller's metadata and the broker's own silence.");
    } else {
      draft.confidence(
          Level.MEDIUM,
          "The controller no longer lists it; the broker's own answer was not observed in this sweep.");
    }
  }

  private static void consequences(Draft draft, AwayBroker broker) {
    Replication replication = broker.replication();
    draft
        .alsoAffecting(broker.missing())
        .impact(Impact.of(broker.offline(), broker.refusing()))
        .forecast(
            "Nothing heals without the broker.", NextLoss.forecast(replication, broker.view()));
  }

  private static void bringBack(Draft draft, AwayBroker broker) {
    KafkaCommands kafka = broker.commands();
    draft.parameter("broker", broker.id()).step(broker.whatToLookFor(), broker.look());
    broker
        .view()
        .msk()
        .ifPresentOrElse(
            msk ->
                draft.step(
                    "Amazon MSK restarts its brokers itself: ask it to.", msk.reboot(broker.id())),
            () ->
                draft
                    .precondition(
                        "The broker's log directories are the old ones; an emptied one would copy everything anew.")
                    .step(broker.howToStart(), broker.start()));
    String watch = kafka.partitions("--under-replicated-partitions");
    draft
        .step("Watch the copies come back; the list gets empty.", watch)
        .step(
            "Give the broker its leaders back; with auto.leader.rebalance.enable Kafka does so itself, minutes later.",
            kafka.electPreferred())
        .rollback("Nothing to undo: a start changes no assignment.")
        .verify("No partition is listed any more by: " + watch);
  }

  private static void alternatives(Draft draft, AwayBroker broker) {
    if (broker.view().msk().isPresent()) {
      draft.alternative(
          "Wait: Amazon MSK replaces a broker that fails its own checks.",
          "It may take much longer than a reboot; look at the cluster's state meanwhile.");
      return;
    }
    BrokerId id = broker.id();
    draft
        .alternative(
            "Replace the machine: start a new broker with node.id="
                + id
                + " and empty log directories.",
            "It copies all of its replicas over the network before the spare copies are back"
                + broker.bytes().map(size -> " (" + size + ")").orElse("")
                + ".")
        .alternative(
            "Move its replicas to the other brokers.",
            "The same bytes move, and once more when the broker returns; right only if it never will.");
  }
}
