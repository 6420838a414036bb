package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.core.rule.RuleDefinition;
import java.time.Duration;
import java.util.List;

/** The rule catalogue. */
final class RulesPage {
  private static final String BODY =
      """
      A rule is a pure function of one sweep. Its condition must last for *hold* before it is told, and be gone for *keep*
      before that is believed. What was not observed says nothing: nothing begins on it and nothing recovers.

      Thresholds and times are defaults. `policy.rules.<rule>` in [`kadvisor.yaml`](configuration.md) changes them by the
      names given here, or switches a rule off with `enabled: false`. Times are divided by `policy.duration-factor`, which is 1 in
      production and 60 in the demo; thresholds never change with it. Ratios are written as shares of 1 in the file.

      *Source* says where a number comes from. *Kafka* names the reference of Apache Kafka 4.3; *AWS guidance for Amazon MSK* is
      the developer guide of Amazon MSK and AWS's own instructions for operating it; *Burrow* and *Cruise Control* are
      LinkedIn's tools; a *requirement* is Kadvisor's own; an *own choice* has a reason and no source.

      Each rule has a page, which its advisories name as their runbook: what it needs, its causes, its numbers with their
      sources, and how it is told.

      %s
      """;

  private final List<RuleDefinition> rules;

  RulesPage(List<RuleDefinition> rules) {
    this.rules = rules;
  }

  Page page() {
    return Page.titled("rules.md", "Rules", BODY.formatted(overview()));
  }

  private Table overview() {
    Table table = new Table("rule", "category", "what it sees", "hold", "scenario that shows it");
    for (RuleDefinition rule : rules) {
      table.row(
          "[" + code(rule.name()) + "](" + RunbookPages.file(rule.name()) + ")",
          rule.category().name(),
          rule.sees(),
          show(rule.hold().value()),
          new ShownBy(rule, rules).words(""));
    }
    return table;
  }

  private static String show(Duration time) {
    return time.isZero() ? "none" : Durations.show(time);
  }
}
