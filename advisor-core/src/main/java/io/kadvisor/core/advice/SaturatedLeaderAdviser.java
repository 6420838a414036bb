package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.Unit;
import java.util.List;

/** A leader is too busy to serve the fetches of its followers. */
final class SaturatedLeaderAdviser implements Adviser {
  /** Above it more threads only wait for each other (AWS guidance for Amazon MSK: 60 % of CPU). */
  private static final double BUSY = 0.6;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    LivingBroker broker = LivingBroker.of(incident, sweep);
    Draft draft = Draft.about(incident);
    story(draft, broker);
    broker.id().ifPresent(id -> draft.parameter("broker", id));
    List<TopicSample> compressed = broker.compressedByBroker();
    if (compressed.isEmpty()) {
      threads(draft, broker);
    } else {
      compression(draft, broker, compressed);
    }
    rest(draft, broker);
    return draft.advice();
  }

  private static void story(Draft draft, LivingBroker broker) {
    PartitionsByTopic lost = broker.ledShort();
    boolean compared = keepUpElsewhere(broker);
    draft
        .category(Category.AVAILABILITY)
        .title(
            broker.capitalName() + " is saturated: " + toll(broker, lost),
            broker.capitalName() + " is too busy to serve its followers",
            "A leader is too busy to serve its followers")
        .explain(
            broker.capitalPlace()
                + " answers so late since "
                + broker.since()
                + " that its followers fall out of sync"
                + (compared ? ", while they keep up with other leaders." : "."),
            lost.isEmpty()
                ? ""
                : Phrase.capital(lost.counted()) + " miss copies (" + lost.named() + ").",
            compared
                ? "The missing copies are no fault of the followers: restarting these would make it worse."
                : "Nothing else that they hold in sync is written to, so whether they keep up with other leaders is not seen: look at them, too, before anything is restarted.",
            broker
                .cpu()
                .map(cpu -> "Its process takes " + Unit.RATIO.show(cpu) + " of its CPU.")
                .orElse(""))
        .alsoAffecting(lost)
        .confidence(
            compared ? Level.HIGH : Level.MEDIUM,
            compared
                ? "The broker's own numbers show it busy, and the pattern of missing copies fits it alone."
                : "The broker's own numbers show it busy; no other leader's partitions show how its followers do.")
        .impact(
            "Producers and consumers of what it leads wait; some run into time-outs.",
            broker.replication().refusing().isEmpty()
                ? ""
                : Phrase.capital(broker.replication().refusing().counted("refuses", "refuse"))
                    + " writes with acks=all.")
        .forecast(
            "It lasts as long as the load does; once it is the last in sync, its loss costs records or takes the partitions offline.");
  }

  private static boolean keepUpElsewhere(LivingBroker broker) {
    return broker
        .incident()
        .findings()
        .flatMap(finding -> finding.evidence().stream())
        .anyMatch(evidence -> evidence.metric().equals("replicas.in-sync-elsewhere"));
  }

  /** Refused writes first: they are what somebody is woken for. */
  private static String toll(LivingBroker broker, PartitionsByTopic lost) {
    int refusing = broker.replication().refusing().count();
    if (refusing > 0 && !lost.isEmpty()) {
      return Phrase.count(refusing, "partition")
          + (refusing == 1 ? " refuses" : " refuse")
          + " acks=all, "
          + lost.count()
          + " fell behind";
    }
    return (lost.isEmpty() ? "its followers" : lost.counted()) + " fall behind";
  }

  private static void compression(Draft draft, LivingBroker broker, List<TopicSample> compressed) {
    KafkaCommands kafka = broker.commands();
    TopicSample first = compressed.get(0);
    String type = first.config().get("compression.type");
    draft
        .action(
            "compress-at-producer",
            "Let the producers of topic " + first.topic() + " compress instead of the broker.")
        .parameter("topic", first.topic());
    for (TopicSample topic : compressed.subList(0, Math.min(3, compressed.size()))) {
      draft.step(
          "Topic "
              + topic.topic()
              + " has compression.type="
              + topic.config().get("compression.type")
              + ", so the broker compresses every batch anew that comes otherwise. Take batches as they come:",
          kafka.setTopicConfig(topic.topic(), "compression.type=producer"));
    }
    draft
        .rollback("Set it back: " + kafka.setTopicConfig(first.topic(), "compression.type=" + type))
        .costs(
            "more disk and network until the producers compress themselves (compression.type in their settings)")
        .risk("Low: it takes effect at once and only for new records.");
  }

  private static void threads(Draft draft, LivingBroker broker) {
    boolean room = broker.cpu().map(cpu -> cpu < BUSY).orElse(true);
    var threads = broker.setting("num.io.threads");
    if (room && threads.isPresent() && broker.id().isPresent() && !broker.onMsk()) {
      int twice = threads.getAsInt() * 2;
      KafkaCommands kafka = broker.commands();
      draft
          .action(
              "add-handler-threads", "Give it more request handlers, then find who loads it so.")
          .parameter("num.io.threads", twice)
          .step(
              "Double its request handlers; that takes effect at once and needs no restart.",
              kafka.setBrokerConfig(broker.id().get(), "num.io.threads=" + twice))
          .rollback(
              "Set it back: "
                  + kafka.setBrokerConfig(
                      broker.id().get(), "num.io.threads=" + threads.getAsInt()))
          .risk("Low while CPU is left; without, more threads only wait for each other.")
          .costs("nothing but CPU");
      return;
    }
    draft
        .action("shed-load", "Take load off it: it has none of its own to give.")
        .risk("None while looking; a quota makes the client that it is for wait.");
  }

  private static void rest(Draft draft, LivingBroker broker) {
    KafkaCommands kafka = broker.commands();
    draft
        .step(
            broker
                    .busiest()
                    .map(
                        topic ->
                            "Most records that it takes are for topic "
                                + topic
                                + ": begin with its producers. ")
                    .orElse("")
                + "One client with huge or tiny batches is often enough; which quotas hold already:",
            kafka.clientQuotas())
        .step(
            broker.onMsk()
                ? "Amazon MSK: see the cluster's state, then CpuUser, RequestHandlerAvgIdlePercent and VolumeQueueLength of this broker in CloudWatch."
                : "On its machine: is it CPU, disk or swap?",
            broker.lookAtMachine())
        .verify(
            "RequestHandlerAvgIdlePercent is above 30 % again, and nothing that it leads is listed by: "
                + kafka.partitions("--under-replicated-partitions"))
        .alternative(
            "Let other replicas lead part of its partitions.",
            "Right when it leads more than its share; a plan for that comes with leader-skew or leaders-off-preferred.")
        .alternative(
            "Add brokers or take larger ones.",
            "It takes time, and helps only when every broker is near its limit.");
  }
}
