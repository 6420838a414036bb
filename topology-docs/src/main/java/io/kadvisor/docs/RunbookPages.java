package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.core.rule.RuleDefinition;
import io.kadvisor.model.sample.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page a rule: what an advisory links to as its runbook. Its examples are advisories as tests
 * hold them to the letter.
 */
final class RunbookPages {
  private static final String EXAMPLES = "advisor-core/src/test/resources/advice";

  /** Kind, subject and number of an advisory. */
  private static final Pattern ID = Pattern.compile("(\\S+)~\\S+~\\d+");

  private static final String BODY =
      """
      %s

      - Category: %s. %s
      - Needs: %s
      - Sharper with: %s
      - Shown by: %s

      ## When you are paged

      The advisory has the steps for your cluster, in order, with commands that can be pasted, what must be true first, and how
      to see that it worked. It ends by itself %s the condition is gone; nothing has to be closed. If you work on it, say so, so
      that others see it: acknowledge it on the page, or with `POST /api/v1/advisories/{id}/acknowledge` ([API](../api.md)). If it is right and you can do nothing today, snooze it. If it is wrong for you, dismiss it with the
      reason, and look at the numbers below.
      %s
      ## Numbers, and how to change them
      %s%s
      In [`kadvisor.yaml`](../configuration.md), at its default:

      ```yaml
      policy:
        rules:
          %s:
            enabled: true
      %s```
      %s""";

  private static final String DIGEST =
      """
      More warnings are open than `policy.calm.digest-above` allows (10 by default): those beyond it are told together, so that
      nobody is paged for each. Serious ones are never folded in.

      ## When you are paged

      Many warnings at once often have one cause. Look for what they share, a broker, a zone, a deployment, a topic, before
      working them off one by one. Each leaves the digest by itself when it is well. What a single rule means: [rules](../rules.md).
      """;

  private final List<RuleDefinition> rules;
  private final Map<String, List<String>> examples;

  RunbookPages(List<RuleDefinition> rules, Path house) {
    this.rules = rules;
    this.examples = examples(house.resolve(EXAMPLES));
  }

  static String file(String rule) {
    return "rules/" + rule + ".md";
  }

  List<Page> pages() {
    return Stream.concat(rules.stream().map(this::page), Stream.of(digest())).toList();
  }

  private Page digest() {
    String text =
        DIGEST
            + examples.getOrDefault("digest", List.of()).stream()
                .map(RunbookPages::example)
                .collect(Collectors.joining());
    return Page.titled(file("digest"), "Many warnings at once", text);
  }

  private Page page(RuleDefinition rule) {
    String text =
        BODY.formatted(
            sentence(rule.sees()),
            rule.category(),
            rule.forInternalTopics()
                ? "Also for Kafka's internal topics and Kadvisor's own."
                : "Not for Kafka's internal topics and Kadvisor's own.",
            facts(rule.facts()),
            facts(rule.helpful()),
            new ShownBy(rule, rules).words("./kadvisor demo --scenario "),
            rule.keep().value().isZero()
                ? "as soon as"
                : Durations.show(rule.keep().value()) + " after",
            causes(rule),
            timings(rule),
            thresholds(rule),
            rule.name(),
            settings(rule),
            examples.getOrDefault(rule.name(), List.of()).stream()
                .map(RunbookPages::example)
                .collect(Collectors.joining()));
    return Page.titled(file(rule.name()), rule.title(), text);
  }

  private static String example(String text) {
    return "\n## As it is told\n\n```text\n" + text.strip() + "\n```\n";
  }

  /**
   * One example of each rule: the file that has its name, or else the first with its kind in the
   * id. Of a file with lines of dashes the part after the first.
   */
  private Map<String, List<String>> examples(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, List<String>> byKind = new TreeMap<>();
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        String name = file.getFileName().toString().replace(".txt", "");
        boolean named = rules.stream().anyMatch(rule -> rule.name().equals(name));
        List<String> all =
            byKind.computeIfAbsent(named ? name : kind(text), key -> new ArrayList<>());
        all.add(
            named ? 0 : all.size(),
            text.replaceFirst("(?s)^.*?\\n----\\n", "").replaceFirst("(?s)\\n---- .*", ""));
      }
      byKind.replaceAll((kind, all) -> all.subList(0, 1));
      return byKind;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kind(String text) {
    Matcher id = ID.matcher(text);
    return id.find() ? id.group(1) : "";
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
                .map(fact -> "[" + code(fact.name()) + "](../facts.md)")
                .collect(Collectors.joining(", "));
  }

  private static String causes(RuleDefinition rule) {
    Table table = new Table("cause", "meaning");
    rule.causes().forEach(cause -> table.row(code(cause.tag()), cause.meaning()));
    return rule.causes().isEmpty() ? "" : "\n## Causes\n\n" + table;
  }

  private static Stream<RuleDefinition.Timing> times(RuleDefinition rule) {
    return Stream.concat(Stream.of(rule.hold(), rule.keep()), rule.durations().stream());
  }

  private static String timings(RuleDefinition rule) {
    Table table = new Table("time", "default", "meaning", "source");
    times(rule)
        .forEach(
            time ->
                table.row(code(time.name()), show(time.value()), time.meaning(), time.source()));
    return "\n" + table;
  }

  private static String show(Duration time) {
    return time.isZero() ? "none" : Durations.show(time);
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

  private static String settings(RuleDefinition rule) {
    Stream<String> times =
        times(rule)
            .filter(time -> !time.value().isZero())
            .map(time -> time.name() + ": " + Durations.show(time.value()));
    Stream<String> numbers =
        rule.thresholds().stream().map(number -> number.name() + ": " + number.value());
    return Stream.concat(times, numbers)
        .map(line -> "      " + line + "\n")
        .collect(Collectors.joining());
  }
}
