package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.plan.Throttles;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.unit.DataRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Throttles that nobody took off: one command for each broker and topic that has one. */
final class ThrottleLeftBehindAdviser implements Adviser {
  /** So many commands have a step of their own. */
  private static final int TOLD = 20;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    Throttles throttles = Throttles.of(sweep);
    Draft draft = Draft.about(incident);
    story(draft, incident, throttles, view);
    steps(draft, throttles, KafkaCommands.of(view));
    return draft.advice();
  }

  private static void story(Draft draft, Incident incident, Throttles throttles, ClusterView view) {
    String where = where(throttles);
    draft
        .title(
            "Replication throttles are still set on " + where + ", and nothing is being moved",
            "Replication throttles are still set on " + where)
        .explain(
            "No reassignment runs, yet " + set(throttles) + ".",
            "kafka-reassign-partitions sets them and takes them off only when --verify is run to its end.",
            "Seen since " + Phrase.time(incident.firstRoot().since()) + ".")
        .confidence(
            Level.HIGH, "Read from the configuration; the controller names no reassignment.")
        .impact("Nothing fails now: replicas in sync are not throttled.")
        .forecast(forecast(throttles, view));
  }

  private static String where(Throttles throttles) {
    List<String> parts = new ArrayList<>();
    if (!throttles.rates().isEmpty()) {
      parts.add(Phrase.count(throttles.rates().size(), "broker"));
    }
    if (!throttles.replicas().isEmpty()) {
      parts.add(Phrase.count(throttles.replicas().size(), "topic"));
    }
    return parts.isEmpty() ? "the cluster" : Phrase.list(parts, 2);
  }

  private static String set(Throttles throttles) {
    List<String> parts = new ArrayList<>();
    throttles
        .rates()
        .forEach((broker, rates) -> parts.add("broker " + broker + " has " + rates(rates)));
    throttles
        .replicas()
        .forEach(
            (topic, lists) ->
                parts.add("topic " + topic + " has " + Phrase.list(lists.keySet(), 2)));
    return parts.isEmpty() ? "throttles were set when it was last seen" : Phrase.list(parts, 6);
  }

  private static String rates(SortedMap<String, DataRate> rates) {
    return Phrase.list(
        rates.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList(), 2);
  }

  private static String forecast(Throttles throttles, ClusterView view) {
    if (!throttles.holdBack()) {
      return "They slow nothing as they are: a rate needs throttled replicas, and these need a rate. The next"
          + " reassignment with --throttle completes them.";
    }
    return view.alive().isEmpty()
        ? "The next replica that has to catch up does so at this rate."
        : "After the next restart or loss of a broker, its throttled replicas catch up at this rate, and may never:"
            + " the partitions stay under-replicated meanwhile.";
  }

  private static void steps(Draft draft, Throttles throttles, KafkaCommands kafka) {
    List<String> commands = new ArrayList<>();
    List<String> whats = new ArrayList<>();
    for (Map.Entry<BrokerId, SortedMap<String, DataRate>> e : throttles.rates().entrySet()) {
      whats.add("Take the throttle off broker " + e.getKey() + ".");
      commands.add(kafka.deleteBrokerConfig(e.getKey(), e.getValue().keySet()));
    }
    for (Map.Entry<TopicName, SortedMap<String, String>> e : throttles.replicas().entrySet()) {
      whats.add("Take the throttled replicas off topic " + e.getKey() + ".");
      commands.add(kafka.deleteTopicConfig(e.getKey(), e.getValue().keySet()));
    }
    draft
        .action(
            "remove-throttles",
            "Take the throttles off " + where(throttles) + ": settings only, no restart.")
        .precondition("No reassignment runs, not by another tool either: " + kafka.reassignments());
    for (int i = 0; i < Math.min(TOLD, commands.size()); i++) {
      draft.step(whats.get(i), commands.get(i));
    }
    if (commands.size() > TOLD) {
      draft.step(
          "Then the same for the other " + (commands.size() - TOLD) + " brokers and topics.",
          kafka.topicConfigs());
    }
    if (commands.isEmpty()) {
      draft.step("See where a throttle is set.", kafka.brokerConfigs());
    }
    draft
        .risk(
            "Low: replicas that catch up do so at full speed from now on; other tools that set a throttle set it again.")
        .rollback(rollback(throttles, kafka))
        .verify("No throttled.rate stands in: " + kafka.brokerConfigs())
        .alternative(
            "Run --verify with the file of the last reassignment.",
            "It takes off the same, but needs that file, and leaves what another reassignment set.")
        .alternative(
            "Leave a rate that is meant as a standing guard.",
            "Then dismiss this advisory with that reason. A rate that every broker shows alike may be the cluster-wide"
                + " default: delete it with --entity-default in place of --entity-name.");
  }

  private static String rollback(Throttles throttles, KafkaCommands kafka) {
    return throttles.rates().entrySet().stream()
        .findFirst()
        .map(
            e ->
                "Set the rates again, as for broker "
                    + e.getKey()
                    + ": "
                    + kafka.setBrokerConfig(
                        e.getKey(),
                        String.join(
                            ",",
                            e.getValue().entrySet().stream()
                                .map(r -> r.getKey() + "=" + (long) r.getValue().bytesPerSecond())
                                .toList())))
        .orElse("Not needed: lists of replicas without a rate slow nothing.");
  }
}
