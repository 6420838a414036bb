package io.kadvisor.core.rule.cluster;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Cause;
import io.kadvisor.core.rule.RuleDefinition.Threshold;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kadvisor itself could not see the cluster, or not write what it saw. What happened meanwhile is
 * not known, and what is found right afterwards is its aftermath.
 */
public final class AdvisorBlindRule implements Rule {
  public static final String NAME = "advisor-blind";
  public static final String HOME_UNREACHABLE = "home-unreachable";
  public static final String CLUSTER_UNREACHABLE = "cluster-unreachable";
  public static final String COLLECTOR_SILENT = "collector-silent";
  public static final String SHORTEST_GAP = "shortest-gap";

  public static final RuleDefinition DEFINITION =
      new RuleDefinition(
          NAME,
          "Advisor blind",
          Category.AVAILABILITY,
          "The cluster could not be read, or what was read could not be written.",
          Set.of(),
          Set.of(),
          List.of(
              new Threshold(
                  SHORTEST_GAP,
                  20,
                  Unit.SECONDS,
                  "a blind time shorter than this is not told",
                  "broker.session.timeout.ms (Kafka broker configuration, 9 s) and as much again for elections and"
                      + " retries: one dead broker makes nobody blind. Kafka's own time, so it is not scaled")),
          new Timing(
              "hold",
              Duration.ZERO,
              "it is told at once",
              "the blind time is over or already long"),
          new Timing(
              "keep",
              Duration.ofMinutes(10),
              "for how long complete sweeps must have come again",
              "as the policy's settle time"),
          List.of(),
          List.of(
              new Cause(
                  HOME_UNREACHABLE,
                  "the cluster that holds Kadvisor's topics could not be written"),
              new Cause(CLUSTER_UNREACHABLE, "the watched cluster could not be read"),
              new Cause("no-broker-answers", "no broker of the watched cluster answers"),
              new Cause("timeout", "the watched cluster takes connections and gives no answer"),
              new Cause("authorization", "the watched cluster refuses every call"),
              new Cause("authentication", "the watched cluster refused the credentials"),
              new Cause("tls", "no TLS session came about"),
              new Cause(COLLECTOR_SILENT, "no collector has reported for a time")),
          "home-loss");

  @Override
  public RuleDefinition definition() {
    return DEFINITION;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    return List.of(assess(sweep, memory.lastGap(), settings));
  }

  /**
   * A cluster that fell silent during a gap is the same blindness: the gap's cause is the deeper
   * one.
   */
  private static String causeOf(SweepMark.Unreachable now, Optional<SweepMark.Gap> gap) {
    return gap.filter(last -> !now.since().isAfter(last.until()))
        .map(SweepMark.Gap::cause)
        .orElse(now.cause());
  }

  private static Assessment assess(
      Sweep sweep, Optional<SweepMark.Gap> gapBefore, Settings settings) {
    SweepMark mark = sweep.mark();
    Optional<Assessment> lost =
        mark.unreachable()
            .map(
                now ->
                    breach(
                        causeOf(now, gapBefore),
                        now.since(),
                        sweep.at(),
                        now.sentence(),
                        settings));
    Optional<Assessment> told =
        mark.gap()
            .filter(gap -> isLong(gap.since(), gap.until(), settings))
            .map(gap -> breach(gap.cause(), gap.since(), gap.until(), gap.sentence(), settings));
    return told.or(() -> lost)
        .orElseGet(
            () ->
                sweep.conclusive()
                    ? Assessment.clear(Subject.CLUSTER)
                    : Assessment.unknown(Subject.CLUSTER, "all records of the sweep"));
  }

  private static Assessment breach(
      String cause, Instant since, Instant until, String sentence, Settings settings) {
    if (!isLong(since, until, settings)) {
      return Assessment.unknown(Subject.CLUSTER, sentence);
    }
    var evidence =
        seconds("advisor.blind", since, until, sentence)
            .against(
                Comparison.ABOVE,
                settings.threshold(SHORTEST_GAP),
                settings.sourceOf(SHORTEST_GAP));
    return Assessment.breach(Subject.CLUSTER, Severity.CRITICAL, cause).because(evidence);
  }

  private static boolean isLong(Instant since, Instant until, Settings settings) {
    Duration length = Duration.between(since, until);
    return length.toMillis() >= settings.threshold(SHORTEST_GAP) * 1000;
  }

  /** What a silence command says: no mark came, says the wall clock. */
  public static Assessment silence(Command.Silence silence) {
    Instant until = silence.effectiveFrom();
    String sentence =
        silence
            .lastMark()
            .map(last -> "No sweep was reported since " + Phrases.at(last))
            .orElse("No sweep was ever reported");
    return Assessment.breach(Subject.CLUSTER, Severity.CRITICAL, COLLECTOR_SILENT)
        .because(seconds("advisor.silent", silence.lastMark().orElse(until), until, sentence));
  }

  private static Evidence seconds(String metric, Instant since, Instant until, String sentence) {
    double seconds = Duration.between(since, until).toMillis() / 1000.0;
    return Evidence.of(Subject.CLUSTER, metric, seconds, Unit.SECONDS, until, sentence);
  }
}
