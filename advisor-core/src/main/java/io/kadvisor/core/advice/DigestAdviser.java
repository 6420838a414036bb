package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.advisory.Advisory.Confidence.Level;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.policy.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Many warnings at once: counted by rule, the oldest of each first, each with its own first step.
 */
final class DigestAdviser implements PolicyAdviser {
  private static final int NAMED = 5;
  private final Function<String, Adviser> advisers;

  /**
   * A digest that asks the others for their advice.
   *
   * @param advisers by rule
   */
  DigestAdviser(Function<String, Adviser> advisers) {
    this.advisers = advisers;
  }

  @Override
  public Advice advise(Incident incident, Sweep sweep, Memory memory, Policy policy) {
    Map<String, List<Finding>> byRule =
        incident.roots().stream()
            .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
    String alias = sweep.mark().alias();
    String counted = Phrase.count(incident.roots().size(), "more warning");
    Draft draft =
        Draft.about(incident)
            .title(
                counted + " in cluster " + alias + ": " + rules(byRule),
                counted + " in cluster " + alias,
                counted)
            .explain(
                "Too much is open to tell one by one: " + rules(byRule) + ".",
                "Many warnings at once often have one cause; look for what they share before working them off.")
            .confidence(Level.MEDIUM, "Each finding is sure; that they belong together is not.")
            .impact("See the single findings; none of them is critical.")
            .forecast("What is in here leaves it by itself when it is well.")
            .action("work-off", "Start with the rule that has most, oldest first.")
            .risk("That of the single steps.")
            .verify("This digest shrinks and resolves.")
            .alternative(
                "Raise calm.digestAbove in the policy.",
                "Then each warning is told alone, and more of them are overlooked.");
    byRule.values().stream()
        .sorted(
            Comparator.comparingInt((List<Finding> l) -> l.size())
                .reversed()
                .thenComparing(l -> l.get(0).rule()))
        .forEach(findings -> step(draft, findings, sweep, memory, policy));
    return draft.advice();
  }

  private static String rules(Map<String, List<Finding>> byRule) {
    return Phrase.list(
        byRule.entrySet().stream().map(e -> e.getValue().size() + " × " + e.getKey()).toList(),
        NAMED);
  }

  private void step(
      Draft draft, List<Finding> findings, Sweep sweep, Memory memory, Policy policy) {
    List<Finding> oldest =
        findings.stream()
            .sorted(Comparator.comparing(Finding::since).thenComparing(Finding::id))
            .toList();
    Finding first = oldest.get(0);
    Incident alone =
        new Incident(first.rule(), first.subject(), first.cause(), List.of(first), List.of());
    Advice advice = advisers.apply(first.rule()).advise(alone, sweep, memory, policy);
    String who = Phrase.list(oldest.stream().map(f -> f.subject().toString()).toList(), NAMED);
    String what = first.rule() + ", " + who + ": " + advice.recommendation().summary();
    advice.recommendation().steps().stream()
        .filter(step -> step.command().isPresent())
        .findFirst()
        .ifPresentOrElse(
            step -> draft.step(what, step.command().orElseThrow()), () -> draft.step(what));
  }
}
