package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.sample.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

      %s
      %s
      """;

  private final List<RuleDefinition> rules;

  RulesPage(List<RuleDefinition> rules) {
    this.rules = rules;
  }

  Page page() {
    String sections = rules.stream().map(RulesPage::section).collect(Collectors.joining("\n"));
    return Page.titled("rules.md", "Rules", BODY.formatted(overview(), sections));
  }

  private Table overview() {
    Table table = new Table("rule", "category", "what it sees", "hold", "scenario that shows it");
    for (RuleDefinition rule : rules) {
      table.row(
          "[" + code(rule.name()) + "](#" + rule.name() + ")",
          rule.category().name(),
          rule.sees(),
          show(rule.hold().value()),
          scenario(rule, ""));
    }
    return table;
  }

  private static String section(RuleDefinition rule) {
    return """
        ## %s

        **%s.** %s

        - Category: %s. %s
        - Needs: %s
        - Sharper with: %s
        - Shown by: %s
        %s%s%s"""
        .formatted(
            rule.name(),
            rule.title(),
            sentence(rule.sees()),
            rule.category(),
            rule.forInternalTopics()
                ? "Also for Kafka's internal topics and Kadvisor's own."
                : "Not for Kafka's internal topics and Kadvisor's own.",
            facts(rule.facts()),
            facts(rule.helpful()),
            scenario(rule, "./kadvisor demo --scenario "),
            causes(rule),
            timings(rule),
            thresholds(rule));
  }

  private static String show(Duration time) {
    return time.isZero() ? "none" : Durations.show(time);
  }

  /** The name of a scenario as code; a rule that none shows says why instead. */
  private static String scenario(RuleDefinition rule, String before) {
    return rule.scenario().startsWith("none") ? rule.scenario() : code(before + rule.scenario());
  }

  private static String sentence(String text) {
    String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }

  private static String facts(Set<Fact> facts) {
    return facts.isEmpty()
        ? "nothing"
        : new TreeSet<>(facts)
            .stream()
                .map(fact -> "[" + code(fact.name()) + "](facts.md)")
                .collect(Collectors.joining(", "));
  }

  private static String causes(RuleDefinition rule) {
    Table table = new Table("cause", "meaning");
    rule.causes().forEach(cause -> table.row(code(cause.tag()), cause.meaning()));
    return rule.causes().isEmpty() ? "" : "\n" + table;
  }

  private static String timings(RuleDefinition rule) {
    Table table = new Table("time", "default", "meaning", "source");
    Stream.concat(Stream.of(rule.hold(), rule.keep()), rule.durations().stream())
        .forEach(
            time ->
                table.row(code(time.name()), show(time.value()), time.meaning(), time.source()));
    return "\n" + table;
  }

  private static String thresholds(RuleDefinition rule) {
    Table table = new Table("threshold", "default", "meaning", "source");
    for (RuleDefinition.Threshold threshold : rule.thresholds()) {
      table.row(
          code(threshold.name()),
          threshold.unit().show(threshold.value()),
          threshold.meaning(),
          threshold.source());
    }
    return rule.thresholds().isEmpty() ? "" : "\n" + table;
  }
}
