package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.localcluster.scenario.Expectation;
import io.kadvisor.localcluster.scenario.Expectation.ExpectedEvidence;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.unit.Unit;
import io.kadvisor.testkit.sample.SampledAdvisory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Instant VISIBLE = Instant.parse("2026-01-01T00:00:10Z");
  private static final Instant REPAIRED = Instant.parse("2026-01-01T00:00:40Z");
  private static final Optional<Expectation> BROKER_DOWN =
      Optional.of(new Expectation("AVAILABILITY", "broker:2", "broker-down", List.of()));

  @Test
  void shouldKnowEveryCategoryWhenAScenarioExpectsOne() {
    assertThat(Expectation.CATEGORIES)
        .containsExactly(Stream.of(Category.values()).map(Category::name).toArray(String[]::new));
  }

  @Test
  void shouldPassWhenExactlyTheExpectedOpensAfterTheFaultAndResolvesAfterTheRepair() {
    assertThat(on(List.of(advisory(2, VISIBLE.plusSeconds(1), REPAIRED.plusSeconds(1)))).passed())
        .isTrue();
  }

  @Test
  void shouldFailWhenNothingOpens() {
    assertThat(on(List.of()).why()).contains("no advisory opened");
  }

  @Test
  void shouldFailWhenItOpensBeforeTheFaultIsVisible() {
    assertThat(on(List.of(advisory(2, VISIBLE.minusMillis(501), REPAIRED.plusSeconds(1)))).why())
        .contains("before the fault was visible");
  }

  @Test
  void shouldFailWhenItResolvesBeforeTheRepairIsVisible() {
    assertThat(on(List.of(advisory(2, VISIBLE, REPAIRED.minusMillis(501)))).why())
        .contains("before the repair was visible");
  }

  @Test
  void shouldPassWhenTheAdvisorLookedJustBeforeTheOthers() {
    assertThat(
            on(List.of(advisory(2, VISIBLE.minusMillis(500), REPAIRED.minusMillis(500)))).passed())
        .isTrue();
  }

  @Test
  void shouldFailWhenAnotherSubjectIsNamed() {
    assertThat(on(List.of(advisory(3, VISIBLE, REPAIRED))).why())
        .contains("subject is broker:3, expected broker:2");
  }

  @Test
  void shouldFailWhenTwoOpen() {
    assertThat(on(List.of(advisory(2, VISIBLE, REPAIRED), advisory(3, VISIBLE, REPAIRED))).why())
        .contains("2 advisories opened");
  }

  @Test
  void shouldFailWhenSomethingOpensThoughNothingIsWrong() {
    var verdict =
        Verdict.on(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(advisory(2, VISIBLE, REPAIRED)));

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.why()).contains("opened though nothing is wrong");
  }

  @Test
  void shouldNameTheEvidenceThatNoRevisionBrings() {
    Advisory told = advisory(2, VISIBLE, REPAIRED);
    var expected =
        new Expectation(
            "AVAILABILITY",
            "broker:2",
            "broker-down",
            List.of(
                new ExpectedEvidence("partitions.offline", "topic:vouchers"),
                new ExpectedEvidence("partitions.offline", "topic:orders")));

    assertThat(Expectations.lacking(Optional.of(expected), List.of(told)))
        .containsExactly(new ExpectedEvidence("partitions.offline", "topic:orders"));
    assertThat(new Verdict(true, "as expected").and(List.of("never said so")))
        .isEqualTo(new Verdict(false, "never said so"));
  }

  @Test
  void shouldKnowWhatMayOpenBesideTheFault() {
    Advisory told = advisory(2, VISIBLE, REPAIRED);

    assertThat(Expectations.isBeside(List.of(beside("broker-down")), told)).isTrue();
    assertThat(Expectations.isBeside(List.of(beside("stopped")), told)).isFalse();
  }

  @Test
  void shouldAllowBesideAScenarioOnlyWhatOpensWhileItRuns() {
    Instant begin = VISIBLE;
    Instant next = REPAIRED.plusSeconds(5);
    var beside =
        new Beside(
            List.of(
                leg(begin.minusSeconds(30), begin.minusSeconds(10)),
                leg(begin, REPAIRED, beside("broker-down")),
                leg(next, next.plusSeconds(10))));

    assertThat(beside.has(advisory(2, begin.minusSeconds(11), REPAIRED))).isFalse();
    // for what the fault needs first
    assertThat(beside.has(advisory(2, begin.minusSeconds(10), REPAIRED))).isTrue();
    assertThat(beside.has(advisory(2, next.minusMillis(1), REPAIRED))).isTrue();
    assertThat(beside.has(advisory(2, next, REPAIRED))).isFalse();
    assertThat(beside.has(advisory(3, begin, REPAIRED))).isFalse();
  }

  private static Beside.Leg leg(Instant begin, Instant end, Expectation... allowed) {
    return new Beside.Leg(List.of(allowed), Optional.of(begin), Optional.of(end));
  }

  private static Expectation beside(String cause) {
    return new Expectation("AVAILABILITY", "broker:2", cause, List.of());
  }

  private static Verdict on(List<Advisory> opened) {
    return Verdict.on(BROKER_DOWN, Optional.of(VISIBLE), Optional.of(REPAIRED), opened);
  }

  private static Advisory advisory(int broker, Instant openedAt, Instant resolvedAt) {
    AdvisoryId id = new AdvisoryId("broker-silent", Subject.of(new BrokerId(broker)), 1);
    return SampledAdvisory.opened(new ClusterId("c"), id, openedAt)
        .caused(Category.AVAILABILITY, "broker-down")
        .evidence(
            Evidence.of(
                new Subject(Subject.Kind.TOPIC, "vouchers"),
                "partitions.offline",
                2,
                Unit.COUNT,
                openedAt,
                "2 partitions have no leader"))
        .in(AdvisoryState.RESOLVED)
        .revised(2, resolvedAt)
        .advisory();
  }
}
