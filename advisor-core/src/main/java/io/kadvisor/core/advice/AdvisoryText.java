package io.kadvisor.core.advice;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.Step;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Advisories for a terminal: a few lines for what just happened, or all of it. Control characters,
 * which group ids may hold, are shown and never sent.
 */
public final class AdvisoryText {
  private static final int EVIDENCE = 8;

  private AdvisoryText() {}

  /** What this revision brought, in at most six lines without a line break at the end. */
  public static String brief(Advisory advisory) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(advisory));
    lines.add("  " + (advisory.state().ended() ? "it was: " : "") + advisory.title());
    if (opened(advisory)) {
      lines.add("  why    " + advisory.explanation());
      lines.add("  next   " + advisory.forecast());
      lines.add("  do     " + advisory.recommendation().summary());
      firstCommand(advisory).ifPresent(command -> lines.add("  $ " + command));
    } else {
      news(advisory).ifPresent(reason -> lines.add("  " + reason));
    }
    return printable(lines);
  }

  private static boolean opened(Advisory advisory) {
    return advisory.revision() == 1;
  }

  private static String headline(Advisory advisory) {
    String event = event(advisory);
    String lasted =
        advisory.state().ended()
            ? " after "
                + Phrase.duration(Duration.between(advisory.openedAt(), advisory.updatedAt()))
            : "";
    return Phrase.time(advisory.updatedAt())
        + "  "
        + event
        + lasted
        + "  "
        + advisory.severity()
        + " "
        + advisory.category().name().toLowerCase(Locale.ROOT)
        + "  "
        + advisory.id()
        + policy(advisory);
  }

  private static String event(Advisory advisory) {
    Transition last = advisory.lastTransition();
    boolean became =
        last.revision() == advisory.revision() && !last.from().equals(Optional.of(last.to()));
    if (opened(advisory)) {
      return "OPENED";
    }
    return became ? last.to().name() : "CHANGED";
  }

  private static String policy(Advisory advisory) {
    String factor = factor(advisory);
    return factor.isEmpty() ? "" : "  (policy " + advisory.policy().name() + factor + ")";
  }

  /** By what the policy divides every duration, where it does. */
  private static String factor(Advisory advisory) {
    double factor = advisory.policy().durationFactor();
    return factor == 1 ? "" : ", durations / " + Unit.COUNT.show(factor);
  }

  private static Optional<String> news(Advisory advisory) {
    Transition last = advisory.lastTransition();
    if (last.revision() != advisory.revision()) {
      return Optional.empty();
    }
    return Optional.of(
        last.by().equals("kadvisor") ? last.reason() : last.by() + ": " + last.reason());
  }

  private static Optional<String> firstCommand(Advisory advisory) {
    return advisory.recommendation().steps().stream()
        .map(Step::command)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** All that an advisory says, without a line break at the end. */
  public static String full(Advisory advisory) {
    List<String> lines = new ArrayList<>();
    lines.add(advisory.title());
    lines.add(
        advisory.severity()
            + " "
            + advisory.category()
            + ", "
            + advisory.state()
            + ", "
            + advisory.subject()
            + ", cause "
            + advisory.cause()
            + ", owner "
            + advisory.owner());
    lines.add(
        "id "
            + advisory.id()
            + ", revision "
            + advisory.revision()
            + ", cluster "
            + advisory.clusterAlias()
            + " ("
            + advisory.cluster()
            + "), policy "
            + advisory.policy().name()
            + " "
            + advisory.policy().version()
            + factor(advisory));
    lines.add(
        "opened "
            + Phrase.time(advisory.openedAt())
            + ", last seen "
            + Phrase.time(advisory.lastSeen()));
    section(lines, "What happened", List.of(advisory.explanation()));
    section(lines, "Now", List.of(advisory.impact()));
    section(lines, "If nothing is done", List.of(advisory.forecast()));
    section(lines, "Affected", List.of(affected(advisory)));
    section(
        lines,
        "How sure",
        List.of(advisory.confidence().level() + ": " + advisory.confidence().why()));
    section(lines, "Evidence", evidence(advisory));
    section(lines, "Not observed", advisory.missing());
    recommendation(lines, advisory.recommendation());
    section(
        lines,
        "Second choice",
        advisory.alternatives().stream()
            .map(a -> a.summary() + " Why second: " + a.whySecond())
            .toList());
    advisory.outcome().ifPresent(outcome -> section(lines, "Outcome", List.of(outcome)));
    section(
        lines, "History", advisory.transitions().stream().map(AdvisoryText::transition).toList());
    return printable(lines);
  }

  private static void section(List<String> lines, String name, List<String> content) {
    List<String> filled = content.stream().filter(line -> !line.isBlank()).toList();
    if (!filled.isEmpty()) {
      lines.add("");
      lines.add(name);
      filled.forEach(line -> lines.add("  " + line));
    }
  }

  private static String affected(Advisory advisory) {
    Advisory.Affected affected = advisory.affected();
    List<String> counts =
        Stream.of(
                count(affected.brokers(), "broker"),
                count(affected.topics(), "topic"),
                count(affected.partitionCount(), "partition"),
                count(affected.groups(), "group"))
            .flatMap(Optional::stream)
            .toList();
    return Phrase.list(counts, counts.size());
  }

  private static Optional<String> count(int number, String noun) {
    return number == 0 ? Optional.empty() : Optional.of(Phrase.count(number, noun));
  }

  private static List<String> evidence(Advisory advisory) {
    List<String> lines =
        new ArrayList<>(
            advisory.evidence().stream().limit(EVIDENCE).map(AdvisoryText::evidence).toList());
    int more = advisory.evidence().size() - EVIDENCE;
    if (more > 0) {
      lines.add("and " + more + " more");
    }
    return lines;
  }

  private static String evidence(Evidence evidence) {
    return evidence.sentence()
        + evidence
            .threshold()
            .map(
                t ->
                    " ["
                        + t.comparison().name().toLowerCase(Locale.ROOT)
                        + " "
                        + evidence.unit().show(t.value())
                        + "; "
                        + t.source()
                        + "]")
            .orElse("");
  }

  private static void recommendation(List<String> lines, Recommendation recommendation) {
    List<String> text = new ArrayList<>(List.of(recommendation.summary()));
    recommendation.preconditions().forEach(condition -> text.add("first: " + condition));
    int number = 1;
    for (Step step : recommendation.steps()) {
      text.add(number++ + ". " + step.what());
      step.command().ifPresent(command -> text.add("   $ " + command));
    }
    text.add("risk: " + recommendation.risk());
    recommendation
        .duration()
        .ifPresent(duration -> text.add("takes: about " + Phrase.duration(duration)));
    recommendation.costChange().ifPresent(cost -> text.add("costs: " + cost));
    recommendation.rollback().ifPresent(rollback -> text.add("back: " + rollback));
    text.add("check: " + recommendation.verify());
    recommendation
        .artefacts()
        .forEach(file -> text.add("file: " + file.name() + " (" + file.bytes() + " bytes)"));
    section(lines, "Do", text);
  }

  private static String transition(Transition transition) {
    return Phrase.time(transition.at())
        + " "
        + transition.to()
        + " by "
        + transition.by()
        + ": "
        + transition.reason();
  }

  /**
   * Line breaks inside a line, and all other control characters, as the signs that stand for them.
   */
  private static String printable(List<String> lines) {
    return String.join("\n", lines.stream().map(AdvisoryText::printable).toList());
  }

  private static String printable(String line) {
    StringBuilder safe = new StringBuilder();
    line.codePoints()
        .forEach(
            c ->
                safe.appendCodePoint(
                    Character.isISOControl(c) ? (c < 0x20 ? 0x2400 + c : 0xFFFD) : c));
    return safe.toString();
  }
}
