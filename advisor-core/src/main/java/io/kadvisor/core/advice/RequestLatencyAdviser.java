package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import java.util.List;
import java.util.Optional;

/**
 * Requests take longer on a broker, or on several at once, than they used to: the part that grew
 * says where to look.
 */
final class RequestLatencyAdviser implements Adviser {
  private static final String FORECAST =
      "It lasts as long as its reason; clients with short time-outs begin to fail and to retry, which adds load.";

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    return incident.root().kind() == Subject.Kind.CLUSTER
        ? several(incident, sweep)
        : one(incident, sweep);
  }

  private static Advice several(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    LivingBroker any = new LivingBroker(Optional.empty(), incident, sweep, view);
    List<BrokerId> brokers =
        incident.roots().stream().map(root -> root.subject().broker()).sorted().toList();
    Draft draft =
        Draft.about(incident)
            .title(
                "Requests wait "
                    + where(incident.cause())
                    + " on "
                    + Phrase.count(brokers.size(), "broker"),
                "Requests are slow on " + Phrase.count(brokers.size(), "broker"))
            .explain(
                "Requests take several times longer since "
                    + any.since()
                    + " on "
                    + view.names(brokers)
                    + ".",
                "On most of them the part that has grown is the time "
                    + where(incident.cause())
                    + "; the parts are in the evidence.",
                "So many at once have a reason in common: more load, one follower that all wait for, the network, or storage that they share.")
            .confidence(
                Level.MEDIUM,
                "Means of the brokers' own counters over the last interval; what they have in common is not measured.")
            .impact(impact(incident.cause(), "they lead"))
            .forecast(FORECAST)
            .parameter(
                "brokers", Phrase.list(brokers.stream().map(BrokerId::toString).toList(), 50))
            .parameter("part", incident.cause());
    steps(draft, incident.cause(), any);
    return draft
        .step(
            "Find what changed for all of them at that time: a new or busier client, a batch job, a move of replicas, the machines below.")
        .verify(
            "The advisory resolves by itself when requests take less than twice their usual time on each of them.")
        .advice();
  }

  private static Advice one(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    Draft draft =
        Draft.about(incident)
            .title(
                broker.capitalName() + ": requests wait " + where(incident.cause()),
                "A broker's requests wait " + where(incident.cause()))
            .explain(
                "Requests take several times longer on "
                    + broker.name()
                    + " since "
                    + broker.since()
                    + ".",
                "The part that has grown is the time "
                    + where(incident.cause())
                    + "; the parts are in the evidence, beside those of the other brokers.")
            .confidence(
                Level.MEDIUM,
                "Means of the broker's own counters over the last interval; single clients may see less or more.")
            .impact(impact(incident.cause(), "it leads"))
            .forecast(FORECAST);
    broker.id().ifPresent(id -> draft.parameter("broker", id).parameter("part", incident.cause()));
    steps(draft, incident.cause(), broker);
    return draft
        .verify(
            "The advisory resolves by itself when requests take less than twice their usual time.")
        .advice();
  }

  private static String where(String cause) {
    return switch (cause) {
      case "queue-time" -> "for a free request handler";
      case "local-time" -> "for its log: reading or writing";
      case "remote-time" -> "for followers to copy";
      case "response-time" -> "for the network to take answers";
      case "throttle-time" -> "because a quota holds them back";
      default -> "longer than usual";
    };
  }

  private static String impact(String cause, String led) {
    return cause.equals("throttle-time")
        ? "The clients that the quota is for wait, as it was ordered; others do not."
        : "Producers and consumers of what " + led + " wait longer; nothing has failed.";
  }

  private static void steps(Draft draft, String cause, LivingBroker broker) {
    KafkaCommands kafka = broker.commands();
    switch (cause) {
      case "queue-time" -> queue(draft, broker, kafka);
      case "local-time" ->
          draft
              .action("investigate", "Look at its disks: the log is slow to read or write.")
              .step("A volume that is full or failing is slow first.", logDirs(broker, kafka))
              .step("On its machine: disk, swap, faults.", broker.lookAtMachine())
              .alternative(
                  "Move busy partitions to other volumes or brokers.",
                  "It reads the slow disk even more while it copies.");
      case "remote-time" ->
          draft
              .action(
                  "investigate", "Look at the followers: acks=all waits for the slowest in sync.")
              .step(
                  "A follower that is about to fall out shows here soon.",
                  kafka.partitions("--under-replicated-partitions"))
              .step("A replication throttle starves followers.", kafka.brokerConfigs())
              .alternative(
                  "Let producers use acks=1.",
                  "It trades their wait for records that a dead leader takes with it.");
      case "throttle-time" ->
          draft
              .action("review-quota", "See whether the quota still fits; the broker is well.")
              .step("Which quotas are in force:", kafka.clientQuotas())
              .alternative("Raise the quota.", "Right only when the brokers have room for it.");
      default ->
          draft
              .action("investigate", "Look at the network threads and at slow readers.")
              .step(
                  "On its machine: sockets whose send queue does not empty, a link at its limit.",
                  broker.onMachine("ss -tin state established | head -n 60; sar -n DEV 1 3"))
              .alternative(
                  "Raise num.network.threads.",
                  "It helps when NetworkProcessorAvgIdlePercent is low and not when a link is full.");
    }
    draft.risk("None while looking.");
  }

  private static void queue(Draft draft, LivingBroker broker, KafkaCommands kafka) {
    draft
        .action("investigate", "Its request handlers are all busy: find with what.")
        .step("CPU, swap or disk?", broker.lookAtMachine())
        .step(
            "Handlers that it has (num.io.threads); they can be doubled in place while CPU is left.",
            broker.id().map(kafka::brokerConfig).orElseGet(kafka::brokerConfigs))
        .step("Clients without a quota may take all of it.", kafka.clientQuotas());
    broker
        .setting("num.io.threads")
        .ifPresent(
            threads ->
                broker
                    .id()
                    .ifPresent(
                        id ->
                            draft.alternative(
                                "Double the handlers: "
                                    + kafka.setBrokerConfig(id, "num.io.threads=" + threads * 2),
                                "It helps only while CPU is left, and hides who loads it so.")));
  }

  private static String logDirs(LivingBroker broker, KafkaCommands kafka) {
    return broker.id().map(kafka::logDirs).orElseGet(kafka::brokerConfigs);
  }
}
