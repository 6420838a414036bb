package io.kadvisor.core.advice;

import io.kadvisor.core.advice.GroupView.Behind;
import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import java.time.Instant;

/** A group has members and a lag, and commits nothing. */
final class GroupStoppedAdviser implements Adviser {
  @Override
  public Advice advise(Incident incident, Sweep sweep) {
    GroupView group = GroupView.of(new GroupId(incident.firstRoot().subject().name()), sweep);
    KafkaCommands kafka = KafkaCommands.of(ClusterView.of(sweep));
    String name = Phrase.capital(group.name());
    Draft draft =
        Draft.about(incident)
            .title(
                name + " has members but commits nothing while records wait",
                "A group has members but commits nothing: " + group.id())
            .explain(
                name
                    + " has moved no offset since "
                    + Phrase.time(stopped(incident.firstRoot()))
                    + ", though "
                    + Phrase.count(group.lag(), "record")
                    + " wait"
                    + state(group)
                    + ".",
                group.behind().isEmpty() ? "" : "Furthest behind: " + group.whereBehind() + ".",
                "It hangs in a call, fails on the same record again and again, or processes without committing.")
            .confidence(
                Level.MEDIUM,
                "That nothing is committed is certain; a member that works and never commits looks the same.")
            .impact(
                "Nothing that the group should do with new records is done, or it will be done twice after a restart.")
            .forecast(UnreadRecords.forecast(group, stopped(incident.firstRoot())))
            .action("restart-consumer", "Read a member's log, then restart the members.")
            .step("See members and what they hold.", kafka.members(group.id()))
            .step(
                "Take a thread dump of one member and read its log from "
                    + Phrase.time(stopped(incident.firstRoot()))
                    + " on.")
            .step("Restart the members one by one.")
            .risk("Low: records since the last commit are processed again.")
            .verify("CURRENT-OFFSET moves from call to call: " + kafka.group(group.id()));
    if (!group.behind().isEmpty()) {
      skip(draft, group, kafka);
    }
    return draft.advice();
  }

  /** The rule begins to see it when it has lasted for its limit. */
  private static Instant stopped(Finding finding) {
    return finding.evidence().stream()
        .filter(one -> one.metric().equals("group.stall"))
        .findFirst()
        .flatMap(Evidence::window)
        .map(limit -> finding.since().minus(limit))
        .orElse(finding.since());
  }

  private static String state(GroupView group) {
    return group.sample().flatMap(s -> s.state()).map(s -> " (state " + s + ")").orElse("");
  }

  private static void skip(Draft draft, GroupView group, KafkaCommands kafka) {
    Behind worst = group.behind().get(0);
    draft.alternative(
        "If one record cannot be processed: stop the members, skip it ("
            + kafka.skip(group.id(), worst.topic(), worst.partition())
            + ", then with --execute instead of --dry-run), start again.",
        "That record is never processed; find out first which one it is.");
  }
}
