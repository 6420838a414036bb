package io.kadvisor.core.rule;

import io.kadvisor.model.finding.Category;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a rule is, for the engine and for the rule catalogue alike.
 *
 * @param name in policies, findings and keys: {@code under-replicated}
 * @param sees one sentence: the condition
 * @param facts without which it does not run; what is off for want of them is told
 * @param helpful facts that sharpen it
 * @param thresholds its numbers with their source
 * @param hold how long the condition must last before it is told, unscaled
 * @param keep how long it must be gone before that is believed, unscaled
 * @param durations further times that it reads, unscaled
 * @param causes every cause tag that it can give, with a sentence
 * @param scenario a shipped scenario that shows it: with the rule off, alone or with those that see
 *     the same trouble, that scenario fails; {@code none:} and why where there is none
 */
public record RuleDefinition(
    String name,
    String title,
    Category category,
    String sees,
    Set<Fact> facts,
    Set<Fact> helpful,
    List<Threshold> thresholds,
    Timing hold,
    Timing keep,
    List<Timing> durations,
    List<Cause> causes,
    String scenario) {

  /** A named number with its unit and where it comes from. */
  public record Threshold(String name, double value, Unit unit, String meaning, String source) {}

  /** A named time with where it comes from. */
  public record Timing(String name, Duration value, String meaning, String source) {}

  /** A cause tag and what it means. */
  public record Cause(String tag, String meaning) {}

  public RuleDefinition {
    facts = Set.copyOf(facts);
    helpful = Set.copyOf(helpful);
    thresholds = List.copyOf(thresholds);
    durations = List.copyOf(durations);
    causes = List.copyOf(causes);
  }

  /** Kafka's own and Kadvisor's topics get availability and durability rules only. */
  public boolean forInternalTopics() {
    return category == Category.AVAILABILITY || category == Category.DURABILITY;
  }
}
