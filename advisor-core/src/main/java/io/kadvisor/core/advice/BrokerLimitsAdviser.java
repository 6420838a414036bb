package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;

/** A broker comes near a limit of its configuration. */
final class BrokerLimitsAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    Draft draft = Draft.about(incident);
    broker.id().ifPresent(id -> draft.parameter("broker", id));
    if (incident.cause().equals("request-queue")) {
      queue(draft, broker);
    } else {
      connections(draft, broker);
    }
    return draft.confidence(Level.HIGH, "The broker's own count beside its own setting.").advice();
  }

  private static void connections(Draft draft, LivingBroker broker) {
    KafkaCommands kafka = broker.commands();
    draft
        .title(
            broker.capitalName() + " is near its limit of connections",
            "A broker is near its limit of connections")
        .explain(
            broker.capitalPlace()
                + " holds almost as many connections as it may, since "
                + broker.since()
                + ".",
            "Most often a client opens a producer or consumer for each message or request instead of keeping one.")
        .impact("None yet.")
        .forecast(
            "At the limit it closes the connections of newcomers, other brokers' replication not included.")
        .action("find-clients", "Find who opens so many connections.")
        .step(
            "Connections by client address:",
            broker.onMachine(
                "ss -tn state established | awk '{print $4}' | sed 's/:[0-9]*$//' | sort | uniq -c | sort -rn | head -n 20"))
        .step(
            "The limit in force: max.connections, and max.connections.per.ip, which keeps one client from taking all.",
            broker.id().map(kafka::brokerConfig).orElseGet(kafka::brokerConfigs))
        .risk("None while looking.")
        .verify("The advisory resolves by itself below 70 % of the limit.")
        .alternative(
            "Raise max.connections.", "Each connection takes memory; it buys time and not more.");
  }

  private static void queue(Draft draft, LivingBroker broker) {
    KafkaCommands kafka = broker.commands();
    draft
        .title(
            broker.capitalName() + ": its request queue is almost full",
            "A broker's request queue is almost full")
        .explain(
            "Requests wait on "
                + broker.name()
                + " since "
                + broker.since()
                + " faster than its handlers take them.",
            "When the queue is full, its network threads stop reading: every client of it waits, followers too.")
        .impact("Clients of what it leads wait for as long as the queue takes.")
        .forecast("Its followers fall out of sync next, then clients run into time-outs.")
        .action("shed-load", "Find what its handlers are busy with.")
        .step("CPU, disk or swap?", broker.lookAtMachine())
        .step("Clients without a quota may take all of it.", kafka.clientQuotas())
        .risk("None while looking.")
        .verify("The advisory resolves by itself below 70 % of queued.max.requests.")
        .alternative(
            "Raise queued.max.requests.",
            "It only lets more requests wait, and takes memory for it.");
  }
}
