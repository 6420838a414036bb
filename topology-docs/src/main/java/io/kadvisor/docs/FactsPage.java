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

      ## Versions

      Watched clusters run Kafka 2.8 to 4.3, with KRaft or ZooKeeper. A broker that is too old for a fact costs that fact
      and no other; the sweep says so. Tests on real brokers of 2.8 with ZooKeeper, of 3.9 and of 4.3 hold it for all that
      the Admin API and JMX tell. 2.1 is the client's own floor: below 2.8 nothing has been tested.

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
          SourcesPage.name(fact.source()),
          fact.access(),
          rulesWith(fact, RuleDefinition::facts),
          rulesWith(fact, RuleDefinition::helpful),
          fact.description());
    }
    return Page.titled("facts.md", "What is seen", BODY.formatted(needingJmx(), table, versions()));
  }

  private static Table versions() {
    Table table = new Table("fact", "lowest broker version", "what replaces it below");
    for (Fact fact : Fact.values()) {
      table.row(code(fact.name()), fact.since(), fact.below());
    }
    return table;
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

  static String link(RuleDefinition rule) {
    return "[" + code(rule.name()) + "](" + RunbookPages.file(rule.name()) + ")";
  }

  private String rulesWith(Fact fact, Function<RuleDefinition, Set<Fact>> facts) {
    return rules.stream()
        .filter(rule -> facts.apply(rule).contains(fact))
        .map(FactsPage::link)
        .collect(Collectors.joining(", "));
  }
}
