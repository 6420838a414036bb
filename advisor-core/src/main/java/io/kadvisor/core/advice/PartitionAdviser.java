package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Partitions of one topic that miss copies for another reason than one dead broker. */
final class PartitionAdviser implements Adviser {

  /** How bad it is: the rule that found it. */
  enum Trouble {
    OFFLINE("cannot be read or written", "--unavailable-partitions"),
    UNDER_MIN_ISR("refuse writes with acks=all", "--under-min-isr-partitions"),
    AT_MIN_ISR("have no copy to spare", "--at-min-isr-partitions"),
    UNDER_REPLICATED("miss a copy", "--under-replicated-partitions");

    private final String what;
    private final String filter;

    Trouble(String what, String filter) {
      this.what = what;
      this.filter = filter;
    }
  }

  private final Trouble trouble;

  PartitionAdviser(Trouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    return switch (incident.firstRoot().cause()) {
      case "follower-slow" -> new SlowFollowerAdviser().advise(incident, sweep);
      case "leader-saturated" -> new SaturatedLeaderAdviser().advise(incident, sweep);
      case "reassignment-running" -> new ReassignmentAdviser().advise(incident, sweep);
      default -> partitions(incident, sweep);
    };
  }

  private Advice partitions(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    Finding root = incident.firstRoot();
    TopicName topic = new TopicName(root.subject().name());
    SortedSet<BrokerId> missing = missing(root, sweep, topic);
    SortedSet<BrokerId> away = away(missing, view);
    Draft draft = Draft.about(incident);
    story(draft, root, view, topic, missing);
    steps(draft, sweep, topic, root.partitions(), view, away);
    return draft.advice();
  }

  /** The brokers whose copies are missing: as the finding says, or else as the sweep does. */
  private static SortedSet<BrokerId> missing(Finding root, Sweep sweep, TopicName topic) {
    Optional<TopicSample> sample = Optional.ofNullable(sweep.topics().get(topic));
    if (!root.brokers().isEmpty() || sample.isEmpty()) {
      return new TreeSet<>(root.brokers());
    }
    Replication replication = new Replication(List.of(sample.get()));
    return sweep.brokers().keySet().stream()
        .filter(broker -> overlap(replication.missingOn(broker), topic, root.partitions()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean overlap(PartitionsByTopic found, TopicName topic, PartitionRanges wanted) {
    return Optional.ofNullable(found.topics().get(topic))
        .map(ranges -> wanted.stream().anyMatch(ranges::contains))
        .orElse(false);
  }

  /** Those that do not live. */
  private static SortedSet<BrokerId> away(SortedSet<BrokerId> missing, ClusterView view) {
    SortedSet<BrokerId> alive = view.alive();
    return missing.stream()
        .filter(broker -> !alive.contains(broker))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void story(
      Draft draft, Finding root, ClusterView view, TopicName topic, SortedSet<BrokerId> missingOn) {
    String partitions = Phrase.count(root.partitions().count(), "partition");
    String missing =
        missingOn.isEmpty() ? "" : " The missing copies are on " + view.names(missingOn) + ".";
    draft
        .title(
            partitions + " of topic " + topic + " " + what(root),
            partitions + " of a topic " + what(root) + ": " + topic)
        .explain(
            "Topic "
                + topic
                + ", partition"
                + (root.partitions().count() == 1 ? " " : "s ")
                + root.partitions()
                + " "
                + what(root)
                + " since "
                + Phrase.time(root.since())
                + "."
                + missing,
            root.cause().equals("unknown")
                ? "No broker is known to be down, so a slow or stuck follower, a full disk or the network is likely."
                : "")
        .confidence(
            root.cause().equals("unknown") ? Level.MEDIUM : Level.HIGH,
            root.cause().equals("unknown")
                ? "The state is read from the metadata, the cause behind it is not seen."
                : "State and cause are read from the metadata.")
        .impact(impact(partitions))
        .forecast(forecast(root, view));
  }

  private String what(Finding root) {
    return root.partitions().count() == 1
        ? trouble
            .what
            .replaceFirst("^refuse ", "refuses ")
            .replaceFirst("^have ", "has ")
            .replaceFirst("^miss ", "misses ")
        : trouble.what;
  }

  private String impact(String partitions) {
    return switch (trouble) {
      case OFFLINE ->
          partitions + " can be neither read nor written: producers block or fail, consumers wait.";
      case UNDER_MIN_ISR ->
          "Producers with acks=all get NOT_ENOUGH_REPLICAS; reading, and acks=1, go on.";
      case AT_MIN_ISR -> "Clients go on; the spare copy is gone.";
      case UNDER_REPLICATED -> "Clients go on; there are fewer copies than ordered.";
    };
  }

  private String forecast(Finding root, ClusterView view) {
    return switch (trouble) {
      case OFFLINE -> "They stay offline until a broker with an in-sync copy returns.";
      case UNDER_MIN_ISR ->
          "Writes stay refused until a copy catches up; records wait in producers for delivery.timeout.ms and are then lost to them.";
      case AT_MIN_ISR -> "One copy fewer, and the partitions refuse writes with acks=all.";
      case UNDER_REPLICATED ->
          view.alive().size() < 2
              ? "The next loss takes partitions offline."
              : "With every further copy lost, "
                  + root.subject()
                  + " comes nearer to refusing writes.";
    };
  }

  private void steps(
      Draft draft,
      Sweep sweep,
      TopicName topic,
      PartitionRanges partitions,
      ClusterView view,
      SortedSet<BrokerId> away) {
    KafkaCommands kafka = KafkaCommands.of(view);
    String list = kafka.partitions(trouble.filter);
    draft
        .parameter("topic", topic)
        .step("See which partitions, and their replicas and ISR.", kafka.topic(topic));
    if (away.isEmpty() && trouble == Trouble.OFFLINE) {
      noneCanLead(draft, topic, kafka);
    } else if (away.isEmpty()) {
      slowFollower(draft, kafka);
    } else {
      bringBack(draft, sweep, topic, partitions, view, away);
    }
    draft.verify("Topic " + topic + " is not listed any more by: " + list);
    lastResort(draft, topic, partitions, kafka);
  }

  private static void bringBack(
      Draft draft,
      Sweep sweep,
      TopicName topic,
      PartitionRanges partitions,
      ClusterView view,
      SortedSet<BrokerId> away) {
    SortedSet<BrokerId> first = lastInSync(sweep, topic, partitions, away);
    SortedSet<BrokerId> start = first.isEmpty() ? away : first;
    draft
        .action(
            "restart-broker",
            "Bring back "
                + view.names(start)
                + (first.isEmpty() ? "." : ", which had the last copies in sync."))
        .parameter("brokers", Phrase.list(start.stream().map(BrokerId::toString).toList(), 50))
        .risk("Low: a start with the old data changes no assignment.");
    for (BrokerId broker : start) {
      draft.step(
          "Start " + view.place(broker) + " with its old data, those with copies in sync first.");
    }
  }

  /** Away brokers that the metadata still counts as in sync: only they lead again without loss. */
  private static SortedSet<BrokerId> lastInSync(
      Sweep sweep, TopicName topic, PartitionRanges partitions, SortedSet<BrokerId> away) {
    Optional<TopicSample> sample = Optional.ofNullable(sweep.topics().get(topic));
    return away.stream()
        .filter(
            broker ->
                sample
                    .map(
                        s ->
                            partitions.stream()
                                .filter(p -> p < s.partitionCount())
                                .anyMatch(p -> s.isr().get(p).contains(broker.value())))
                    .orElse(false))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void noneCanLead(Draft draft, TopicName topic, KafkaCommands kafka) {
    draft
        .action("investigate", "Find out why no copy can lead although its brokers live.")
        .step("A log directory that failed shows here with an error.", kafka.logDirs(topic))
        .step(
            "Mend or replace the disk, then restart that broker; a copy that was in sync leads again without loss.")
        .risk("None while looking; restart only brokers whose disk has failed.");
  }

  private static void slowFollower(Draft draft, KafkaCommands kafka) {
    draft
        .action("investigate", "Find what holds the followers back.")
        .step(
            "A reassignment that runs explains missing copies: wait for it, or cancel it.",
            kafka.reassignments())
        .step(
            "A forgotten throttle (replication.throttled.rate) starves followers: remove it.",
            kafka.brokerConfigs())
        .step(
            "On the brokers that miss copies look at disk space, disk errors, long pauses and network errors; restart a follower that stands still.")
        .risk(
            "None while looking; restart one broker at a time, and only when nothing is under min ISR.");
  }

  private void lastResort(
      Draft draft, TopicName topic, PartitionRanges partitions, KafkaCommands kafka) {
    switch (trouble) {
      case OFFLINE ->
          draft.alternative(
              "Let a copy lead that was not in sync: "
                  + kafka.electUnclean(topic, partitions.stream().findFirst().orElse(0)),
              "Records that only the lost leader had are gone for good.");
      case UNDER_MIN_ISR, AT_MIN_ISR ->
          draft.alternative(
              "Lower the minimum for a while: "
                  + kafka.setTopicConfig(topic, "min.insync.replicas=1"),
              "Writes that one copy alone has are lost with it; set it back afterwards.");
      case UNDER_REPLICATED ->
          draft.alternative(
              "Move the missing copies to other brokers.",
              "It copies whole replicas while the cluster is weak already.");
    }
  }
}
