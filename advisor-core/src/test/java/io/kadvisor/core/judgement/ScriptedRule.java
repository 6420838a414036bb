package io.kadvisor.core.judgement;

import io.kadvisor.core.memory.Memory;
import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Rule;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.core.rule.RuleDefinition.Timing;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A rule that says what the test wrote down: the breaches of now, and clear for every other subject
 * of the sweep.
 */
final class ScriptedRule implements Rule {
  private final RuleDefinition definition;
  private final Map<Subject, Assessment> breaches = new TreeMap<>();

  ScriptedRule(String name, Category category, Duration hold, Duration keep) {
    definition =
        new RuleDefinition(
            name,
            name,
            category,
            "what the test says",
            Set.of(),
            Set.of(),
            List.of(),
            new Timing("hold", hold, "told", "test"),
            new Timing("keep", keep, "kept", "test"),
            List.of(),
            List.of(),
            "");
  }

  void breach(Assessment assessment) {
    breaches.put(assessment.subject(), assessment);
  }

  void clear(Subject subject) {
    breaches.remove(subject);
  }

  void clearAll() {
    breaches.clear();
  }

  @Override
  public RuleDefinition definition() {
    return definition;
  }

  @Override
  public List<Assessment> assess(Sweep sweep, Memory memory, Settings settings) {
    List<Assessment> assessments = new ArrayList<>();
    for (Subject subject : subjects(sweep)) {
      Assessment clear =
          sweep.conclusive() ? Assessment.clear(subject) : Assessment.unknown(subject);
      boolean blind = definition.name().equals("advisor-blind");
      boolean seen = sweep.conclusive() || blind;
      assessments.add(seen ? breaches.getOrDefault(subject, clear) : clear);
    }
    return assessments;
  }

  private static List<Subject> subjects(Sweep sweep) {
    List<Subject> subjects = new ArrayList<>(List.of(Subject.CLUSTER));
    sweep.brokers().keySet().forEach(b -> subjects.add(Subject.of(b)));
    sweep.topics().keySet().forEach(t -> subjects.add(Subject.of(t)));
    sweep.groups().keySet().forEach(g -> subjects.add(Subject.of(g)));
    return subjects;
  }
}
