package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.sample.BrokerSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A group that has offsets and records to read, and nobody to read them. */
final class GroupMemberlessAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    GroupView group = GroupView.of(new GroupId(incident.firstRoot().subject().name()), sweep);
    KafkaCommands kafka = KafkaCommands.of(ClusterView.of(sweep));
    Instant since = incident.firstRoot().since();
    String name = Phrase.capital(group.name());
    return Draft.about(incident)
        .title(
            name + " has no members while records wait",
            "A group has no members while records wait: " + group.id())
        .explain(
            "Nobody reads for "
                + group.name()
                + " since "
                + Phrase.time(since)
                + ", and its commits stand still; "
                + Phrase.count(group.lag(), "record")
                + " wait.",
            group.behind().isEmpty() ? "" : "Furthest behind: " + group.whereBehind() + ".",
            "The application is stopped, or its members cannot join.")
        .confidence(
            Level.HIGH,
            "The coordinator itself reports a group without members; why they left is not seen.")
        .impact("Nothing that the group should do with new records is done.")
        .forecast(UnreadRecords.forecast(group, since), expiry(sweep, since))
        .action("start-consumer", "Start the application of " + group.name() + ".")
        .step("See the group as its coordinator does.", kafka.group(group.id()))
        .step(
            "Start the application with group.id="
                + Shell.quote(group.id().value())
                + "; it goes on where it stopped.")
        .step(
            "If it starts and leaves again, its log says why: credentials, authorization, a failing record.")
        .risk("Low; the backlog arrives at full speed: what the application calls must bear that.")
        .verify("Members and a falling LAG are shown by: " + kafka.group(group.id()))
        .alternative(
            "If the group is retired, delete it: " + kafka.deleteGroup(group.id()),
            "Its offsets are gone with it: make sure that nobody will start it again.")
        .advice();
  }

  /** Kafka forgets the offsets of an empty group after the broker's offsets.retention.minutes. */
  private static String expiry(Sweep sweep, Instant since) {
    Optional<Duration> kept =
        sweep.brokers().values().stream()
            .map(BrokerSample::config)
            .map(config -> config.get("offsets.retention.minutes"))
            .filter(Objects::nonNull)
            .map(minutes -> Duration.ofMinutes(Long.parseLong(minutes)))
            .findFirst();
    return kept.map(
            time ->
                "On "
                    + Phrase.time(since.plus(time))
                    + " its offsets expire (offsets.retention.minutes); it would then start at auto.offset.reset.")
        .orElse(
            "After offsets.retention.minutes (7 d unless configured) its offsets expire and it would start at auto.offset.reset.");
  }
}
