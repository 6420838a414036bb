package io.kadvisor.core.rule.capacity;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.rule.capacity.BackupCoverage.Kind;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A topic that the policy wants backed up has no backup that Kafka shows. One notice a cluster; a
 * policy that wants none hears nothing.
 */
public final class BackupMissingRule implements Rule {
  static final String NOT_COVERED = "not-covered";

  /** So many topics are told, the others are counted. */
  private static final int MOST = 20;

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          "backup-missing",
          "Missing backup",
          Category.BACKUP,
          "A topic that the policy wants backed up is taken by no sink connector with members, mirrored by no MirrorMaker"
              + " and not declared to be covered.",
          Set.of(Fact.TOPIC_PARTITIONS, Fact.GROUPS, Fact.GROUP_OFFSETS),
          Set.of(),
          List.of(),
          new Timing(
              "hold",
              Duration.ofMinutes(10),
              "how long it must be without",
              "own choice: longer than a connector takes to restart"),
          new Timing("keep", Duration.ofMinutes(1), "how long it must have one", "own choice"),
          List.of(),
          List.of(new Cause(NOT_COVERED, "nothing that Kafka shows takes a backup")),
          "no-backup");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    BackupCoverage coverage = BackupCoverage.of(sweep, memory, settings.policy());
    if (!sweep.conclusive() || !coverage.of(Kind.UNKNOWN).isEmpty()) {
      return List.of(Assessment.unknown(Subject.CLUSTER, "which groups take backups"));
    }
    List<TopicName> without = coverage.of(Kind.NONE);
    if (without.isEmpty()) {
      return List.of(Assessment.clear(Subject.CLUSTER));
    }
    List<Evidence> evidence =
        without.stream()
            .limit(MOST)
            .map(
                topic ->
                    Evidence.of(
                        Subject.of(topic),
                        "backup.covered",
                        0,
                        Unit.COUNT,
                        sweep.at(),
                        "Topic "
                            + topic
                            + " needs a backup and "
                            + coverage.topics().get(topic).words()))
            .toList();
    return List.of(
        Assessment.breach(Subject.CLUSTER, Severity.NOTICE, NOT_COVERED).because(evidence));
  }
}
