package io.kadvisor.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code demo-report/1}: what a demo did and what the advisor said, times in UTC with milliseconds.
 *
 * @param configurationHash of everything but addresses and folders
 * @param brokerSettings of every broker that differ from Kafka's defaults
 * @param disturbed attempts that were made once more, which count for nothing
 * @param transitions every one on the advisory topic from start to end, in the order of the topic
 * @param unexpected advisories that belong to no scenario
 */
@JsonPropertyOrder({"format"})
record DemoReport(
    String format,
    Instant startedAt,
    Instant readyAt,
    String configurationHash,
    double policyFactor,
    Map<String, String> brokerSettings,
    List<ScenarioReport> scenarios,
    List<DisturbedReport> disturbed,
    List<SeenTransition> transitions,
    List<SeenAdvisory> unexpected,
    boolean passed) {
  static final String FORMAT = "demo-report/1";

  /**
   * One scenario, what was expected of it and what came.
   *
   * @param expected exactly one advisory is expected where this is given, none where it is absent
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record ScenarioReport(
      String name,
      long seed,
      Optional<String> target,
      Optional<Instant> injectedAt,
      Optional<Instant> visibleAt,
      Optional<Instant> repairedAt,
      Optional<Expectation> expected,
      List<SeenAdvisory> advisories,
      boolean passed,
      String why) {}

  /**
   * A scenario that failed while the machine gave the demo no time.
   *
   * @param machine what it kept from it, as a sentence's end
   */
  record DisturbedReport(String machine, ScenarioReport scenario) {}

  /** An advisory as it stood at the end. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record SeenAdvisory(
      String id,
      Category category,
      Severity severity,
      String subject,
      String cause,
      String title,
      Instant openedAt,
      Optional<Instant> resolvedAt) {
    static SeenAdvisory of(Advisory advisory) {
      return new SeenAdvisory(
          advisory.id().toString(),
          advisory.category(),
          advisory.severity(),
          advisory.subject().tag(),
          advisory.cause(),
          advisory.title(),
          advisory.openedAt(),
          advisory.endedAt());
    }
  }

  /** One revision on the topic. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record SeenTransition(
      String id,
      int revision,
      Instant at,
      Optional<AdvisoryState> from,
      AdvisoryState to,
      String reason) {}
}
