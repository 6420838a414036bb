package io.kadvisor.core.advice;

import io.kadvisor.core.advice.GroupView.Behind;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import java.util.List;
import java.util.Optional;

/** A group reads slower than its topics grow. */
final class LagGrowingAdviser implements Adviser {
  /** Share of the lag above which one partition is the story. */
  private static final double ONE_PARTITION = 0.5;

  private static final int PARTITIONS_TO_COMPARE = 3;

  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    GroupView group = GroupView.of(new GroupId(incident.firstRoot().subject().name()), sweep);
    ConsumerPace pace = ConsumerPace.of(group, incident.firstRoot());
    KafkaCommands kafka = KafkaCommands.of(ClusterView.of(sweep));
    Draft draft = Draft.about(incident);
    story(draft, incident, group, pace);
    draft.step("See lag and owner of each partition.", kafka.group(group.id()));
    Optional<Behind> one = onePartition(group);
    if (one.isPresent()) {
      onePartition(draft, group, one.get(), kafka);
    } else if (pace.roomForMembers()) {
      moreMembers(draft, group, pace);
    } else {
      faster(draft, group, kafka);
    }
    draft.verify("LAG falls from call to call: " + kafka.group(group.id()));
    return draft.advice();
  }

  private static void story(Draft draft, Incident incident, GroupView group, ConsumerPace pace) {
    String topics = Phrase.list(group.topics().stream().map(t -> t.value()).toList(), 2);
    String name = Phrase.capital(group.name());
    draft
        .title(
            name
                + " reads slower than "
                + topics
                + " grow"
                + (group.topics().size() == 1 ? "s" : ""),
            name + " reads slower than its topics grow",
            "A group reads slower than its topics grow: " + group.id())
        .explain(
            name
                + " falls behind since "
                + Phrase.time(incident.firstRoot().since())
                + ": "
                + pace.described()
                + ".",
            group.behind().isEmpty() ? "" : "Furthest behind: " + group.whereBehind() + ".",
            group.membersKnown()
                ? Phrase.count(group.members().size(), "member")
                    + " for "
                    + Phrase.count(group.partitions(), "partition")
                    + "."
                : "Its members were not observed.")
        .confidence(
            group.membersKnown() ? Level.HIGH : Level.MEDIUM,
            "Committed offsets and log ends come from the same sweep; what the members do with a record is not seen.")
        .impact("What the group writes or shows is late by " + pace.late() + "; nothing is lost.")
        .forecast(pace.forecast());
  }

  private static Optional<Behind> onePartition(GroupView group) {
    List<Behind> behind = group.behind();
    boolean alone =
        group.partitions() >= PARTITIONS_TO_COMPARE
            && !behind.isEmpty()
            && behind.get(0).lag() > ONE_PARTITION * group.lag();
    return alone ? Optional.of(behind.get(0)) : Optional.empty();
  }

  private static void onePartition(
      Draft draft, GroupView group, Behind worst, KafkaCommands kafka) {
    String who =
        worst
            .owner()
            .map(m -> "member " + m.clientId() + " on " + m.host().replaceFirst("^/", ""))
            .orElse("nobody");
    draft
        .action(
            "fix-one-partition",
            "Most of the lag is in " + worst.name() + ": help that one before adding members.")
        .parameter("topic", worst.topic())
        .parameter("partition", worst.partition())
        .step(
            "Partition "
                + worst.name()
                + " is read by "
                + who
                + ": look at its log and CPU; restart it if it hangs.",
            kafka.members(group.id()))
        .step(
            "If it works hard, its keys are uneven: find the heaviest key and spread it, or give that work a topic of its own.")
        .risk("Low: a restart moves its partitions to other members for a moment.")
        .alternative(
            "Add members.",
            "One partition is read by one member: more of them do not help this one.");
  }

  private static void moreMembers(Draft draft, GroupView group, ConsumerPace pace) {
    int wanted = pace.wantedMembers();
    int added = wanted - group.members().size();
    draft
        .action(
            "add-members",
            "Run "
                + Phrase.count(wanted, "member")
                + " instead of "
                + group.members().size()
                + "."
                + (pace.catchesUp()
                    ? ""
                    : " That alone does not catch up: each must get faster as well."))
        .step(
            "Start "
                + Phrase.count(added, "more instance")
                + " of the application with group.id="
                + Shell.quote(group.id().value())
                + ".")
        .step(
            "If one instance has processor time to spare, first try larger batches: max.poll.records and fetch.min.bytes.")
        .precondition("What the members call (database, services) bears the higher rate.")
        .risk("Low: the group rebalances once.")
        .takes(pace.catchUp())
        .costs(Phrase.count(added, "more instance") + " of the consumer.")
        .rollback("Stop the added instances.")
        .alternative(
            "Make each member faster.",
            "Sounder in the long run, but it needs a release; members help within minutes.")
        .alternative("Skip to the end of the log.", "The records between are never processed.");
  }

  private static void faster(Draft draft, GroupView group, KafkaCommands kafka) {
    draft
        .action(
            "speed-up-consumer",
            "Each member has all the partitions it can: the members must get faster, or partitions more.")
        .step("See what each member holds.", kafka.members(group.id()))
        .step("Measure where a member waits: processing, calls to others, or fetching.")
        .step(
            "Waits for others: work in parallel inside the member, or in batches. Fetches little: raise max.poll.records and fetch.min.bytes.")
        .risk(
            "Low; keep max.poll.interval.ms above the time that a batch takes, else members are thrown out.")
        .rollback("Set the old values again.")
        .alternative(
            "Add partitions, then members.",
            "Keys move to other partitions, order by key breaks once, and partitions never get fewer.")
        .alternative("Skip to the end of the log.", "The records between are never processed.");
  }
}
