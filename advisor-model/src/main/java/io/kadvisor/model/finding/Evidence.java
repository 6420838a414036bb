package io.kadvisor.model.finding;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.unit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing seen that speaks for a finding.
 *
 * @param metric its name in the field's words, {@code isr.size} or {@code lag}
 * @param value in {@code unit}; absent when the sentence alone is the evidence
 * @param threshold what it was held against
 * @param window over which it was seen; absent for a single reading
 * @param partitions of the subject, or of the topic in the sentence; at most the first 100 ranges
 * @param sentence for a person, numbers and units included
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Evidence(
    Subject subject,
    String metric,
    Optional<Double> value,
    Unit unit,
    Optional<Threshold> threshold,
    Optional<Duration> window,
    Optional<PartitionRanges> partitions,
    Instant observedAt,
    String sentence) {

  private static final int RANGES = 100;

  /** A limit with where it comes from: {@code policy}, or a document and its section. */
  public record Threshold(Comparison comparison, double value, String source) {}

  /** On which side of the limit the trouble is. */
  public enum Comparison {
    ABOVE,
    BELOW,
    EQUAL
  }

  public Evidence {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(observedAt, "observedAt");
    Objects.requireNonNull(sentence, "sentence");
    value = value == null ? Optional.empty() : value;
    threshold = threshold == null ? Optional.empty() : threshold;
    window = window == null ? Optional.empty() : window;
    partitions =
        partitions == null ? Optional.empty() : partitions.map(ranges -> ranges.upTo(RANGES));
  }

  /** A number seen in the last sweep. */
  public static Evidence of(
      Subject subject, String metric, double value, Unit unit, Instant at, String sentence) {
    return new Evidence(
        subject,
        metric,
        Optional.of(value),
        unit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        at,
        sentence);
  }

  public Evidence against(Comparison comparison, double limit, String source) {
    return new Evidence(
        subject,
        metric,
        value,
        unit,
        Optional.of(new Threshold(comparison, limit, source)),
        window,
        partitions,
        observedAt,
        sentence);
  }

  public Evidence over(Duration time) {
    return new Evidence(
        subject,
        metric,
        value,
        unit,
        threshold,
        Optional.of(time),
        partitions,
        observedAt,
        sentence);
  }

  public Evidence in(PartitionRanges ranges) {
    return new Evidence(
        subject, metric, value, unit, threshold, window, Optional.of(ranges), observedAt, sentence);
  }
}
