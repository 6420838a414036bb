package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Severity;
import java.util.SortedSet;
import java.util.TreeSet;

/** Copies are missing because a reassignment has not finished to make them. */
final class ReassignmentAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    Finding root = incident.firstRoot();
    TopicName topic = new TopicName(root.subject().name());
    ClusterView view = ClusterView.of(sweep);
    KafkaCommands kafka = KafkaCommands.of(view);
    SortedSet<BrokerId> adding = new TreeSet<>(root.brokers());
    boolean refuses = root.severity() == Severity.CRITICAL;
    String partitions = Phrase.count(root.partitions().count(), "partition");
    Draft draft =
        Draft.about(incident)
            .title(
                partitions + " of topic " + topic + " wait for a reassignment",
                partitions + " of a topic wait for a reassignment: " + topic)
            .explain(
                "Topic "
                    + topic
                    + " is being reassigned since "
                    + Phrase.time(root.since())
                    + "; the copies that it lacks are those that are being made"
                    + (adding.isEmpty() ? "." : ", on " + view.names(adding) + "."),
                refuses
                    ? "The new copies count for min.insync.replicas before they are in sync: until then acks=all is refused."
                    : "The copies that were ordered before are all in sync: nothing has been lost.")
            .confidence(Level.HIGH, "Read from the running reassignments and the metadata.")
            .impact(
                refuses
                    ? "Producers with acks=all get NOT_ENOUGH_REPLICAS; reading, and acks=1, go on."
                    : "None for clients; disks and network carry the copy as well.")
            .forecast("It ends when the new copies are in sync; how fast they grow is seen below.")
            .parameter("topic", topic)
            .step("See what is still being moved.", kafka.reassignments())
            .step(
                "See how far the new copies are: sizes and offsetLag of the future ones.",
                kafka.logDirs(topic))
            .step(
                "If they stand still: a throttle (replication.throttled.rate) may be too low for what is written meanwhile.",
                kafka.brokerConfigs())
            .verify(
                "The list is empty, and topic "
                    + topic
                    + " is not listed any more by: "
                    + kafka.partitions("--under-replicated-partitions"));
    if (refuses) {
      draft
          .action("lower-min-isr", "Let producers write until the new copies are in sync.")
          .step(
              "Until then one copy must do:", kafka.setTopicConfig(topic, "min.insync.replicas=1"))
          .rollback("Set min.insync.replicas back as soon as the copies are in sync.")
          .risk("Writes that one copy alone has are lost with it.");
    } else {
      draft
          .action("wait", "Let the reassignment finish; look only whether it gets on.")
          .risk("None.");
    }
    return draft
        .alternative(
            "Cancel it: kafka-reassign-partitions.sh with --cancel and the file that started it.",
            "What has been copied is thrown away.")
        .advice();
  }
}
