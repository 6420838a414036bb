package io.kadvisor.core.rule;

import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rules can run on a sweep. A fact is missing when its source is closed or when it could be
 * seen of nobody; what could not be seen of one subject only is that subject's business.
 */
public final class RuleAvailability {
  private RuleAvailability() {}

  /** The rules that are off, in the order given. */
  public static List<RuleOff> off(Collection<RuleDefinition> rules, SweepMark mark) {
    Map<Fact, String> missing = missing(mark);
    return rules.stream().flatMap(rule -> off(rule, missing).stream()).toList();
  }

  private static Optional<RuleOff> off(RuleDefinition rule, Map<Fact, String> missing) {
    Set<Fact> lacking = new TreeSet<>(rule.facts());
    lacking.retainAll(missing.keySet());
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    String why = lacking.stream().map(missing::get).distinct().collect(Collectors.joining("; "));
    return Optional.of(new RuleOff(rule.name(), lacking, why));
  }

  private static Map<Fact, String> missing(SweepMark mark) {
    Map<Fact, String> missing = new EnumMap<>(Fact.class);
    for (SourceStatus status : mark.sources()) {
      if (!status.open()) {
        closed(status).forEach(fact -> missing.put(fact, sentence(fact, status)));
      }
    }
    for (NotSeen unseen : mark.notSeen()) {
      if (unseen.subject().isEmpty()) {
        missing.put(unseen.fact(), sentence(unseen));
      }
    }
    return missing;
  }

  private static List<Fact> closed(SourceStatus status) {
    return List.of(Fact.values()).stream()
        .filter(fact -> fact.source() == status.source())
        .toList();
  }

  private static String sentence(Fact fact, SourceStatus status) {
    String reason = status.reason().orElse(status.source() + " is not open");
    return "needs " + fact.description() + ": " + reason;
  }

  private static String sentence(NotSeen unseen) {
    String remedy = unseen.remedy().map(way -> " (" + way + ")").orElse("");
    return "needs " + unseen.fact().description() + ": " + unseen.reason() + remedy;
  }
}
