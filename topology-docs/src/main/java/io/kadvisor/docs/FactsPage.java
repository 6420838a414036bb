package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.sample.Fact;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a sweep sees, which right that takes, and which rules are off without it. */
final class FactsPage {
  private static final String BODY =
      """
      Every sweep says what it could not see. A rule whose facts are missing is off and says so, in `/health/ready` and on
      the page; nothing recovers on what was not seen. The rights on the watched cluster are read-only:
      [operations](operations.md#rights) has them as commands.

      The Admin API alone is the usual first day. Rules that are off without JMX: %s.

      %s
      """;

  private final List<RuleDefinition> rules;

  FactsPage(List<RuleDefinition> rules) {
    this.rules = rules;
  }

  Page page() {
    Table table =
        new Table(
            "fact",
            "source",
            "what lets it be seen",
            "off without it",
            "less sharp without it",
            "what it is");
    for (Fact fact : Fact.values()) {
      table.row(
          code(fact.name()),
          source(fact),
          fact.access(),
          rulesWith(fact, RuleDefinition::facts),
          rulesWith(fact, RuleDefinition::helpful),
          fact.description());
    }
    return Page.titled("facts.md", "What is seen", BODY.formatted(needingJmx(), table));
  }

  private String needingJmx() {
    String names =
        rules.stream()
            .filter(
                rule -> rule.facts().stream().anyMatch(fact -> fact.source() == Fact.Source.JMX))
            .map(FactsPage::link)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "none in this version; only the figures of the last rows are missing"
        : names;
  }

  private static String link(RuleDefinition rule) {
    return "[" + code(rule.name()) + "](" + RunbookPages.file(rule.name()) + ")";
  }

  private static String source(Fact fact) {
    return switch (fact.source()) {
      case ADMIN -> "Admin API";
      case JMX -> "JMX";
    };
  }

  private String rulesWith(Fact fact, Function<RuleDefinition, Set<Fact>> facts) {
    return rules.stream()
        .filter(rule -> facts.apply(rule).contains(fact))
        .map(FactsPage::link)
        .collect(Collectors.joining(", "));
  }
}
