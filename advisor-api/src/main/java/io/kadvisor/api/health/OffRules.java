package io.kadvisor.api.health;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.core.rule.RuleAvailability;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepMark;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rules do not run, or run with less, for want of a source, and why. */
public final class OffRules {
  private final List<RuleDefinition> rules;

  public OffRules(List<RuleDefinition> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * A rule that is off or less sharp.
   *
   * @param off false when it runs without a fact that would only sharpen it
   * @param why sentences: what is not seen, for what reason, and what would let it be seen
   */
  public record OffRule(String rule, String title, boolean off, List<String> why) {}

  /** A fact that nobody's could be seen. */
  public record UnseenFact(Fact fact, String description, String reason, String remedy) {}

  /** As the engine judges it, with the policy in force. */
  public List<OffRule> of(ClusterBook book, Instant now) {
    Map<String, String> off = withoutFacts(book);
    book.policy(now).ifPresent(policy -> disabled(policy, off));
    Map<Fact, UnseenFact> unseen = unseenByFact(book);
    return rules.stream()
        .flatMap(
            rule ->
                Optional.ofNullable(off.get(rule.name()))
                    .map(why -> new OffRule(rule.name(), rule.title(), true, List.of(why)))
                    .or(() -> dull(rule, unseen))
                    .stream())
        .toList();
  }

  private Map<String, String> withoutFacts(ClusterBook book) {
    Map<String, String> off = new HashMap<>();
    book.lastSweep()
        .ifPresent(
            last ->
                RuleAvailability.off(rules, last.mark()).forEach(r -> off.put(r.rule(), r.why())));
    return off;
  }

  private void disabled(Policy policy, Map<String, String> off) {
    String why = "policy " + policy.name() + " " + policy.version() + " disables it";
    rules.stream()
        .filter(rule -> !policy.enabled(rule.name()))
        .forEach(rule -> off.put(rule.name(), why));
  }

  /** It runs, but a fact that would sharpen it is not there. */
  private static Optional<OffRule> dull(RuleDefinition rule, Map<Fact, UnseenFact> unseen) {
    List<String> why =
        rule.helpful().stream()
            .sorted()
            .flatMap(fact -> Stream.ofNullable(unseen.get(fact)))
            .map(
                u ->
                    u.description()
                        + " is not seen: "
                        + u.reason()
                        + " (wanted: "
                        + u.remedy()
                        + ")")
            .toList();
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(new OffRule(rule.name(), rule.title(), false, why));
  }

  /** What no subject of the cluster has been seen of. */
  public static List<UnseenFact> unseen(ClusterBook book) {
    return List.copyOf(unseenByFact(book).values());
  }

  private static Map<Fact, UnseenFact> unseenByFact(ClusterBook book) {
    Map<Fact, UnseenFact> unseen = new EnumMap<>(Fact.class);
    book.lastSweep().ifPresent(last -> collect(last.mark(), unseen));
    return unseen;
  }

  private static void collect(SweepMark mark, Map<Fact, UnseenFact> unseen) {
    for (SweepMark.SourceStatus source : mark.sources()) {
      for (Fact fact : source.open() ? new Fact[0] : Fact.values()) {
        if (fact.source() == source.source()) {
          unseen.put(
              fact, fact(fact, source.reason().orElse("the source is closed"), Optional.empty()));
        }
      }
    }
    for (NotSeen gap : mark.notSeen()) {
      if (gap.subject().isEmpty()) {
        unseen.put(gap.fact(), fact(gap.fact(), gap.reason(), gap.remedy()));
      }
    }
  }

  private static UnseenFact fact(Fact fact, String reason, Optional<String> remedy) {
    return new UnseenFact(fact, fact.description(), reason, remedy.orElse(fact.access()));
  }
}
