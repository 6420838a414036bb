package io.kadvisor.core.rule.cluster;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.memory.QuorumMemory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.Quorum.Replica;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A voter of the KRaft quorum that does not keep up: nothing fails now, but the quorum stands fewer
 * losses than it should, and without a majority there is no controller.
 */
public final class QuorumVoterBehindRule implements Rule {
  public static final String NAME = "quorum-voter-behind";
  public static final String CONTROLLER_LOST = "controller-lost";
  public static final String VOTER_SILENT = "voter-silent";
  public static final String VOTER_LAGGING = "voter-lagging";
  private static final String SILENT = "fetch-age";
  private static final String LAGGING = "caught-up-age";
  private static final String RECORDS = "records";
  private static final String CATCHING_UP = "catching-up";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Quorum voter behind",
          Category.AVAILABILITY,
          "A voter of the controllers' quorum asks for nothing, or does not catch up.",
          Set.of(Fact.QUORUM),
          Set.of(Fact.BROKER_MEMBERSHIP),
          List.of(
              new Threshold(
                  SILENT,
                  10,
                  Unit.SECONDS,
                  "a voter that has not asked for so long is silent",
                  "five times controller.quorum.fetch.timeout.ms (Kafka configuration, 2 s), after which a voter itself"
                      + " gives its leader up. Kafka's own time, so it is not scaled"),
              new Threshold(
                  LAGGING,
                  30,
                  Unit.SECONDS,
                  "a voter that has not had all for so long lags",
                  "own choice: the metadata log grows by two records a second at rest"
                      + " (metadata.max.idle.interval.ms, 500 ms). Kafka's own time, so it is not scaled"),
              new Threshold(
                  RECORDS,
                  1000,
                  Unit.RECORDS,
                  "the same in records, for a quorum that tells no times",
                  "own choice: some eight minutes at rest")),
          new Timing(
              "hold",
              Duration.ofMinutes(1),
              "how long a voter must be silent",
              "own choice: a controller that is restarted is back by then"),
          new Timing(
              "keep",
              Duration.ofSeconds(30),
              "how long all must keep up again",
              "as long as the hold time"),
          List.of(
              new Timing(
                  CATCHING_UP,
                  Duration.ofMinutes(5),
                  "how long a voter may lag that asks: a new one reads the snapshot first",
                  "own choice")),
          List.of(
              new Cause(CONTROLLER_LOST, "the silent voter was the active controller before"),
              new Cause(VOTER_SILENT, "a voter asks its leader for nothing"),
              new Cause(VOTER_LAGGING, "a voter asks but does not get to the end")),
          "quorum-voter-behind");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    Optional<Quorum> quorum = sweep.cluster().flatMap(ClusterSample::quorum);
    if (quorum.isEmpty() || quorum.get().leader() < 0) {
      return List.of(unseen(sweep, memory));
    }
    return List.of(assess(Voters.of(quorum.get()), sweep, memory, settings));
  }

  /** With ZooKeeper there is no quorum of Kafka's own: nothing to miss. */
  private static Assessment unseen(Sweep sweep, Memory memory) {
    boolean nothingToMiss = sweep.conclusive() && memory.quorum().isEmpty();
    return nothingToMiss
        ? Assessment.clear(Subject.CLUSTER)
        : Assessment.unknown(Subject.CLUSTER, "the voters of the quorum");
  }

  private static Assessment assess(Voters voters, Sweep sweep, Memory memory, Settings settings) {
    Duration silence = seconds(settings, SILENT);
    List<Replica> silent =
        voters.followers().stream().filter(voter -> voters.isSilent(voter, silence)).toList();
    List<Replica> lagging =
        voters.followers().stream()
            .filter(voter -> !silent.contains(voter))
            .filter(
                voter ->
                    voters.isLagging(
                        voter, seconds(settings, LAGGING), settings.threshold(RECORDS)))
            .toList();
    if (silent.isEmpty() && lagging.isEmpty()) {
      return Assessment.clear(Subject.CLUSTER);
    }
    return silent.isEmpty()
        ? lagging(voters, lagging, sweep, settings)
        : silent(voters, silent, sweep, memory, settings);
  }

  private static Assessment silent(
      Voters voters, List<Replica> silent, Sweep sweep, Memory memory, Settings settings) {
    boolean led =
        silent.stream()
            .filter(Voters::neverAsked)
            .anyMatch(v -> memory.quorum().map(q -> q.ledBefore(v.id())).orElse(false));
    int spare = voters.spare(silent.size());
    List<Evidence> evidence = new ArrayList<>();
    silent.forEach(voter -> evidence.add(silence(voters, voter, sweep.at(), settings)));
    evidence.add(majority(voters, silent.size(), sweep.at()));
    memory.quorum().filter(q -> led).ifPresent(q -> evidence.add(election(q, sweep.at())));
    Severity severity = spare > 0 ? Severity.WARNING : Severity.CRITICAL;
    return Assessment.breach(Subject.CLUSTER, severity, led ? CONTROLLER_LOST : VOTER_SILENT)
        .pointingAt(brokers(silent, sweep))
        .because(evidence);
  }

  private static Assessment lagging(
      Voters voters, List<Replica> lagging, Sweep sweep, Settings settings) {
    List<Evidence> evidence = new ArrayList<>();
    lagging.forEach(voter -> evidence.add(lag(voters, voter, sweep.at(), settings)));
    evidence.add(majority(voters, lagging.size(), sweep.at()));
    return Assessment.breach(Subject.CLUSTER, Severity.WARNING, VOTER_LAGGING)
        .pointingAt(brokers(lagging, sweep))
        .because(evidence)
        .after(settings.duration(CATCHING_UP));
  }

  private static Evidence silence(Voters voters, Replica voter, Instant at, Settings settings) {
    Optional<Duration> age =
        voter.lastFetch().flatMap(f -> voters.now().map(now -> Duration.between(f, now)));
    String sentence =
        "Voter "
            + voter.id()
            + age.map(a -> " has asked for nothing for " + Phrases.lasting(a))
                .orElse(" has asked for nothing since the last election")
            + voters
                .distance(voter)
                .map(d -> ", " + Phrases.count(d, "record") + " behind")
                .orElse("");
    double value = age.map(a -> a.toMillis() / 1000.0).orElse(0.0);
    return Evidence.of(subject(voter), "quorum.fetch-age", value, Unit.SECONDS, at, sentence)
        .against(Comparison.ABOVE, settings.threshold(SILENT), settings.sourceOf(SILENT));
  }

  private static Evidence lag(Voters voters, Replica voter, Instant at, Settings settings) {
    Optional<Duration> age =
        voter.lastCaughtUp().flatMap(c -> voters.now().map(now -> Duration.between(c, now)));
    String sentence =
        "Voter "
            + voter.id()
            + " asks, but "
            + age.map(a -> "was last at the end " + Phrases.lasting(a) + " ago")
                .orElse("does not get to the end")
            + voters
                .distance(voter)
                .map(d -> ", " + Phrases.count(d, "record") + " behind")
                .orElse("");
    double value = age.map(a -> a.toMillis() / 1000.0).orElse(0.0);
    return Evidence.of(subject(voter), "quorum.caught-up-age", value, Unit.SECONDS, at, sentence)
        .against(Comparison.ABOVE, settings.threshold(LAGGING), settings.sourceOf(LAGGING));
  }

  private static Evidence majority(Voters voters, int behind, Instant at) {
    int spare = voters.spare(behind);
    String stands =
        spare > 0
            ? "it stands " + spare + (spare == 1 ? " further loss" : " further losses")
            : spare == 0 ? "it stands no further loss" : "that is no majority";
    String sentence =
        (voters.count() - behind)
            + " of "
            + Phrases.count(voters.count(), "voter")
            + " of the quorum keep up, led by "
            + voters.quorum().leader()
            + ": "
            + stands;
    return Evidence.of(Subject.CLUSTER, "quorum.spare", spare, Unit.COUNT, at, sentence);
  }

  private static Evidence election(QuorumMemory quorum, Instant at) {
    QuorumMemory.Change last = quorum.changes().get(quorum.changes().size() - 1);
    String sentence =
        "Controller "
            + last.to()
            + " took over from "
            + last.from()
            + " at "
            + Phrases.at(last.at())
            + ", epoch "
            + quorum.epoch();
    return Evidence.of(
        Subject.CLUSTER, "controller.epoch", (double) quorum.epoch(), Unit.COUNT, at, sentence);
  }

  /** A voter that is a broker, too, shows as one; a controller apart has an id of its own. */
  private static Subject subject(Replica voter) {
    return Subject.of(new BrokerId(voter.id()));
  }

  private static Set<BrokerId> brokers(List<Replica> voters, Sweep sweep) {
    return voters.stream()
        .map(voter -> new BrokerId(voter.id()))
        .filter(id -> sweep.brokers().containsKey(id))
        .collect(Collectors.toSet());
  }

  private static Duration seconds(Settings settings, String threshold) {
    return Duration.ofMillis(Math.round(settings.threshold(threshold) * 1000));
  }
}
