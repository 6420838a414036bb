package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One partition takes most of a topic: the keys decide, not the brokers. */
final class HotPartitionAdviser implements Adviser {
  private static final int LOOKED_AT = 200;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    ClusterView view = ClusterView.of(sweep);
    Finding root = incident.firstRoot();
    TopicName topic = new TopicName(root.subject().name());
    int hot = root.partitions().stream().findFirst().orElse(0);
    Draft draft = Draft.about(incident);
    story(draft, root, topic, hot, sweep, view);
    steps(draft, topic, hot, sweep, KafkaCommands.of(view));
    return draft.advice();
  }

  private static void story(
      Draft draft, Finding root, TopicName topic, int hot, Sweep sweep, ClusterView view) {
    String share =
        share(root)
            .map(s -> " takes " + s + " of the topic")
            .orElse(" takes far more than the others");
    draft
        .title(
            "Partition " + hot + " of topic " + topic + share,
            "Partition " + hot + share + ": " + topic,
            "One partition takes most of a topic: " + topic)
        .explain(
            root.evidence().stream()
                .limit(2)
                .map(e -> e.sentence() + ".")
                .collect(Collectors.joining(" ")),
            "A producer puts all records of one key into one partition, so one key, or few, carry this load.",
            "Seen since " + Phrase.time(root.since()) + ".")
        .confidence(
            Level.MEDIUM,
            "The records of each partition are counted from its end offsets; the keys themselves are not read.")
        .impact(
            leader(sweep, topic, hot)
                    .map(id -> Phrase.capital(view.name(id)) + " leads it and carries that load; ")
                    .orElse("")
                + readers(sweep, topic))
        .forecast(
            "Growth of that key ends where one partition, and the one consumer that reads it, can do no more; other"
                + " brokers and consumers cannot help.");
  }

  private static Optional<String> share(Finding root) {
    return root.evidence().stream()
        .filter(evidence -> evidence.metric().equals("partition.share"))
        .map(Evidence::value)
        .flatMap(Optional::stream)
        .map(share -> Math.round(100 * share) + " %")
        .findFirst();
  }

  private static Optional<BrokerId> leader(Sweep sweep, TopicName topic, int hot) {
    return Optional.ofNullable(sweep.topics().get(topic))
        .filter(sample -> hot < sample.partitionCount())
        .map(sample -> sample.leader().get(hot))
        .filter(id -> id >= 0)
        .map(BrokerId::new);
  }

  private static String readers(Sweep sweep, TopicName topic) {
    List<String> groups =
        sweep.groups().values().stream()
            .filter(group -> !group.self() && reads(group, topic))
            .map(GroupSample::group)
            .map(GroupId::value)
            .toList();
    return groups.isEmpty()
        ? "one member of each group that reads the topic gets most of the work."
        : "one member of each group that reads it gets most of the work ("
            + Phrase.list(groups, 3)
            + ").";
  }

  private static boolean reads(GroupSample group, TopicName topic) {
    return group.commits().stream().anyMatch(commits -> commits.topic().equals(topic));
  }

  private static void steps(
      Draft draft, TopicName topic, int hot, Sweep sweep, KafkaCommands kafka) {
    draft
        .action(
            "spread-keys",
            "Find the key, and let its producers spread it: a finer key where order across it is not needed.")
        .parameter("topic", topic)
        .parameter("partition", hot)
        .step(
            "Count the keys of the newest "
                + LOOKED_AT
                + " records of the partition; the first line is the one.",
            kafka.countKeys(topic, hot, from(sweep, topic, hot), LOOKED_AT))
        .step(
            "Ask its producer what needs that order. Where nothing does, send without a key, or add to the key what is"
                + " ordered by itself: customer and order instead of customer.")
        .step(
            "Where one owner is that large, give it a topic of its own, or a suffix 0 to n on its key that consumers"
                + " join again.")
        .risk(
            "Medium: a new key goes to another partition, so records of before and after may be read out of order; drain"
                + " the topic first where that matters.")
        .rollback("Let the producer send the old key again.")
        .verify("End offsets of all partitions grow alike: " + kafka.endOffsets(topic))
        .alternative(
            "Add partitions.",
            "It does not help one key: all its records still go to one partition, and the other keys change theirs.")
        .alternative(
            "Give the partition another leader, or the brokers more power.",
            "It moves the load to another broker and does not spread it.");
  }

  /** Near the end of the log; from its beginning where the end is not known. */
  private static long from(Sweep sweep, TopicName topic, int hot) {
    Optional<TopicSample> sample = Optional.ofNullable(sweep.topics().get(topic));
    return sample
        .filter(s -> s.latest().has(hot))
        .map(s -> Math.max(s.earliest().at(hot).orElse(0), s.latest().get(hot) - LOOKED_AT))
        .orElse(0L);
  }
}
