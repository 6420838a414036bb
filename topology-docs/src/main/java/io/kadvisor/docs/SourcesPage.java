package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.sample.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rule takes which fact from which source; a new source is a new column. */
final class SourcesPage {
  private static final String BODY =
      """
      What a rule needs must be seen or the rule is off; what it likes makes it sharper. [Facts](facts.md) says what lets
      each of them be seen, and from which broker version on.

      %s
      """;

  private final List<RuleDefinition> rules;

  SourcesPage(List<RuleDefinition> rules) {
    this.rules = rules;
  }

  Page page() {
    List<String> head = new ArrayList<>(List.of("rule"));
    Arrays.stream(Fact.Source.values()).forEach(source -> head.add(name(source)));
    Table table = new Table(head.toArray(String[]::new));
    rules.forEach(rule -> table.row(row(rule)));
    return Page.titled("sources.md", "Where rules look", BODY.formatted(table));
  }

  /** What a source is called. */
  static String name(Fact.Source source) {
    return switch (source) {
      case ADMIN -> "Admin API";
      case JMX -> "JMX";
      case PROBE -> "probe";
    };
  }

  private static String[] row(RuleDefinition rule) {
    List<String> cells = new ArrayList<>();
    cells.add(FactsPage.link(rule));
    for (Fact.Source source : Fact.Source.values()) {
      cells.add(
          join(named("needs ", rule.facts(), source), named("likes ", rule.helpful(), source)));
    }
    return cells.toArray(String[]::new);
  }

  private static String named(String verb, Set<Fact> facts, Fact.Source source) {
    String names =
        facts.stream()
            .filter(fact -> fact.source() == source)
            .sorted()
            .map(fact -> code(fact.name()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : verb + names;
  }

  private static String join(String needs, String likes) {
    return needs.isEmpty() || likes.isEmpty() ? needs + likes : needs + "; " + likes;
  }
}
