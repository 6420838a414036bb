package io.kadvisor.core.rule.group;

import io.kadvisor.core.rule.Assessment;
import io.kadvisor.core.rule.Phrases;
import io.kadvisor.core.rule.Settings;
import io.kadvisor.model.Subject;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Evidence.Comparison;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.util.Locale;

/** How the lag of a working group has gone, and what that means. */
final class Growth {
  private final Standing standing;
  private final Settings settings;
  private final LagTrend trend;
  private final LagTrend lately;
  private final Duration window;

  Growth(Standing standing, Settings settings) {
    this.standing = standing;
    this.settings = settings;
    this.window = settings.duration(LagGrowingRule.WINDOW);
    this.trend = LagTrend.over(window, standing.points());
    this.lately = LagTrend.over(settings.duration(LagGrowingRule.HIGH_FOR), standing.points());
  }

  Assessment assess(GroupEvidence evidence) {
    Subject subject = standing.group().subject();
    double lag = trend.last().lag();
    if (lag < settings.threshold(LagGrowingRule.MIN_LAG) || isFalling(trend) || isFalling(lately)) {
      return Assessment.clear(subject);
    }
    if (mayHaveStopped()) {
      return Assessment.hold(subject);
    }
    if (lag > settings.threshold(LagGrowingRule.HIGH_LAG)) {
      return breach(evidence, high(evidence)).after(settings.duration(LagGrowingRule.HIGH_FOR));
    }
    if (!trend.covers(window)) {
      return Assessment.unknown(subject, "the lag of the last " + Phrases.lasting(window));
    }
    return isGrowing() ? breach(evidence, grown(evidence)) : Assessment.hold(subject);
  }

  /** Steadily, however slowly, or by a tenth at least; or past its peak, as after a burst. */
  private boolean isFalling(LagTrend trend) {
    boolean steadily = trend.tau() <= -settings.threshold(LagGrowingRule.TREND);
    boolean byATenth = trend.tau() < 0 && trend.lagAfter() < 0.9 * trend.lagBefore();
    return trend.points().size() >= LagTrend.FEWEST
        && (steadily || byATenth || trend.lagAfter() < 0.9 * trend.lagBetween());
  }

  /**
   * Half of the time without a commit that {@code group-stopped} waits: a lag that grows since then
   * is that rule's business, if it stays so.
   */
  private boolean mayHaveStopped() {
    Duration stopped =
        new Settings(GroupStoppedRule.DEFINITION, settings.policy())
            .duration(GroupStoppedRule.STOPPED_FOR);
    return standing.stall(settings.policy()).toNanos() >= 0.5 * stopped.toNanos();
  }

  private boolean isGrowing() {
    double share = (double) trend.consumed() / trend.produced();
    return trend.tau() >= settings.threshold(LagGrowingRule.TREND)
        && trend.lagAfter() >= (1 + settings.threshold(LagGrowingRule.GROWTH)) * trend.lagBefore()
        && trend.produced() > 0
        && trend.consumed() > 0
        && share < settings.threshold(LagGrowingRule.KEEP_UP);
  }

  private Assessment breach(GroupEvidence evidence, Evidence first) {
    return Assessment.breach(standing.group().subject(), Severity.WARNING, LagGrowingRule.SLOW)
        .pointingAt(evidence.troubledLeaders(settings.policy()))
        .because(evidence.with(first, produced(evidence), consumed(evidence), evidence.members()));
  }

  private Evidence high(GroupEvidence evidence) {
    return evidence
        .lagNow()
        .against(
            Comparison.ABOVE,
            settings.threshold(LagGrowingRule.HIGH_LAG),
            settings.sourceOf(LagGrowingRule.HIGH_LAG));
  }

  private Evidence grown(GroupEvidence evidence) {
    String sentence =
        "The lag grew from "
            + trend.first().lag()
            + " to "
            + Phrases.count(trend.last().lag(), "record")
            + " in "
            + Phrases.lasting(trend.span());
    return evidence
        .of("lag", (double) trend.last().lag(), Unit.RECORDS, sentence)
        .against(
            Comparison.ABOVE,
            settings.threshold(LagGrowingRule.MIN_LAG),
            settings.sourceOf(LagGrowingRule.MIN_LAG))
        .over(trend.span());
  }

  private Evidence produced(GroupEvidence evidence) {
    double produced = trend.perSecond(trend.produced());
    String sentence = String.format(Locale.ROOT, "%.1f records/s are produced", produced);
    return evidence
        .of("group.produced", produced, Unit.RECORDS_PER_SECOND, sentence)
        .over(trend.span());
  }

  private Evidence consumed(GroupEvidence evidence) {
    double limit = settings.threshold(LagGrowingRule.KEEP_UP) * trend.perSecond(trend.produced());
    double consumed = trend.perSecond(trend.consumed());
    String sentence = String.format(Locale.ROOT, "%.1f records/s are consumed", consumed);
    return evidence
        .of("group.consumed", consumed, Unit.RECORDS_PER_SECOND, sentence)
        .against(Comparison.BELOW, limit, settings.sourceOf(LagGrowingRule.KEEP_UP))
        .over(trend.span());
  }
}
