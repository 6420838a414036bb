package io.kadvisor.core.rule;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment.Verdict;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs every rule on a sweep and moves its findings on. Pure. */
public final class RuleEngine {
  private final List<Rule> rules;

  public RuleEngine(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The findings after a sweep.
   *
   * @param findings all that are pending, firing or recovering
   * @param cleared those that were there before and are no more
   */
  public record Result(SortedMap<FindingId, Finding> findings, List<FindingId> cleared) {
    public Result {
      findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
      cleared = List.copyOf(cleared);
    }
  }

  /**
   * Judges a sweep.
   *
   * @param memory already advanced by this sweep
   */
  public Result evaluate(
      Map<FindingId, Finding> previous, Sweep sweep, Memory memory, Policy policy) {
    Set<String> off = off(sweep);
    SortedMap<FindingId, Finding> findings = ofKnownRules(previous);
    Set<String> known = findings.keySet().stream().map(FindingId::rule).collect(Collectors.toSet());
    for (Rule rule : rules) {
      String name = rule.definition().name();
      if (!policy.enabled(name)) {
        findings.keySet().removeIf(id -> id.rule().equals(name));
      } else if (!off.contains(name)) {
        var settings = new Settings(rule.definition(), policy);
        List<Assessment> assessments = rule.assess(sweep, memory, settings);
        boolean any = known.contains(name);
        List<Assessment> matter = any ? assessments : breaches(assessments);
        move(findings, rule.definition(), settings, sweep.clusterId(), sweep.at(), matter);
        if (any) {
          forget(findings, rule.definition(), assessments, sweep);
        }
      }
    }
    return result(previous, findings);
  }

  /** All that a rule without a finding has to say: nothing else begins one. */
  private static List<Assessment> breaches(List<Assessment> assessments) {
    return assessments.stream().filter(a -> a.verdict() == Verdict.BREACH).toList();
  }

  /**
   * Moves one rule's findings on by assessments that came without a sweep; other subjects stay as
   * they are.
   */
  public static Result assess(
      Map<FindingId, Finding> previous,
      RuleDefinition rule,
      Policy policy,
      Instant at,
      List<Assessment> assessments) {
    SortedMap<FindingId, Finding> findings = new TreeMap<>(previous);
    if (policy.enabled(rule.name())) {
      move(findings, rule, new Settings(rule, policy), policy.cluster(), at, assessments);
    }
    return result(previous, findings);
  }

  private Set<String> off(Sweep sweep) {
    List<RuleDefinition> definitions = rules.stream().map(Rule::definition).toList();
    return RuleAvailability.off(definitions, sweep.mark()).stream()
        .map(RuleOff::rule)
        .collect(Collectors.toSet());
  }

  /** A finding of a rule that an older version had cannot recover: it is over. */
  private SortedMap<FindingId, Finding> ofKnownRules(Map<FindingId, Finding> previous) {
    Set<String> names =
        rules.stream().map(rule -> rule.definition().name()).collect(Collectors.toSet());
    SortedMap<FindingId, Finding> known = new TreeMap<>(previous);
    known.keySet().removeIf(id -> !names.contains(id.rule()));
    return known;
  }

  private static void move(
      SortedMap<FindingId, Finding> findings,
      RuleDefinition rule,
      Settings settings,
      ClusterId cluster,
      Instant at,
      List<Assessment> assessments) {
    var machine = new BreachMachine(rule, settings, cluster, at);
    for (Assessment assessment : assessments) {
      var id = new FindingId(rule.name(), assessment.subject());
      machine
          .next(Optional.ofNullable(findings.get(id)), assessment)
          .ifPresentOrElse(next -> findings.put(id, next), () -> findings.remove(id));
    }
  }

  /** Ends the findings of subjects that are gone; a subject that could not be seen is not gone. */
  private static void forget(
      SortedMap<FindingId, Finding> findings,
      RuleDefinition rule,
      List<Assessment> assessments,
      Sweep sweep) {
    if (!sweep.conclusive()) {
      return;
    }
    Set<Subject> there = new HashSet<>();
    assessments.forEach(assessment -> there.add(assessment.subject()));
    sweep.mark().notSeen().stream()
        .filter(unseen -> rule.facts().contains(unseen.fact()))
        .forEach(unseen -> unseen.subject().ifPresent(there::add));
    Predicate<FindingId> gone =
        id -> id.rule().equals(rule.name()) && !there.contains(id.subject());
    findings.keySet().removeIf(gone);
  }

  private static Result result(
      Map<FindingId, Finding> previous, SortedMap<FindingId, Finding> findings) {
    List<FindingId> cleared = new ArrayList<>(previous.keySet());
    cleared.removeAll(findings.keySet());
    Collections.sort(cleared);
    return new Result(findings, cleared);
  }
}
