package io.kadvisor.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.KadvisorMain;
import io.kadvisor.cli.exit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetectionReportTest {
  private static final Instant VISIBLE = Instant.parse("2026-03-02T10:00:00Z");
  private static final DetectionBench.Plan PLAN =
      new DetectionBench.Plan(List.of("broker-loss", "broker-pause"), 1, 7, false);

  @Test
  void shouldGiveMeasuredFiguresWhenPercentilesAreAsked() {
    Spread spread =
        Spread.of(IntStream.rangeClosed(1, 20).mapToObj(n -> Duration.ofSeconds(n)).toList());

    assertThat(spread)
        .isEqualTo(
            new Spread(20, Duration.ofSeconds(10), Duration.ofSeconds(19), Duration.ofSeconds(20)));
  }

  @Test
  void shouldCountAFaultAsMissedWhenItWasSeenAndNotTold() {
    DetectionReport report =
        report(
            injection("broker-loss", Optional.of(VISIBLE), Optional.of(VISIBLE.plusMillis(1_500))),
            injection("broker-pause", Optional.of(VISIBLE), Optional.empty()));

    assertThat(report.missed()).isEqualTo(1);
    assertThat(report.all().max()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(String.join("\n", report.lines())).contains("1.50 s").contains("missed: 1");
  }

  @Test
  void shouldNameWhatIsSlowAndWhatCameBesides() {
    Optional<Instant> sixSeconds = Optional.of(VISIBLE.plusSeconds(6));
    Optional<Instant> opened = Optional.of(VISIBLE.plusSeconds(4));
    Instant before = VISIBLE.minusSeconds(9);
    DetectionReport report =
        report(
            injection("broker-loss", Optional.of(VISIBLE), Optional.of(VISIBLE.plusSeconds(1))),
            new Injection(
                "broker-pause",
                "2",
                before,
                Optional.of(VISIBLE),
                opened,
                sixSeconds,
                Optional.empty(),
                List.of("Broker 3 is slow"),
                "",
                Optional.empty()));

    assertThat(report.lines())
        .contains("broker-pause of 2: 6.00 s, 2.00 s from its sweep, besides: Broker 3 is slow")
        .noneMatch(line -> line.startsWith("broker-loss of"));
  }

  @Test
  void shouldTellApartWhatTheMachineHeldUp() {
    Injection free =
        injection("broker-loss", Optional.of(VISIBLE), Optional.of(VISIBLE.plusSeconds(1)));
    Injection heldUp =
        new Injection(
            "broker-pause",
            "2",
            VISIBLE,
            Optional.of(VISIBLE),
            Optional.of(VISIBLE),
            Optional.of(VISIBLE.plusSeconds(8)),
            Optional.empty(),
            List.of(),
            "",
            Optional.of("the machine stood still for 6.1 s"));
    DetectionReport report = report(free, heldUp);

    assertThat(report.all().max()).isEqualTo(Duration.ofSeconds(8));
    assertThat(report.undisturbed()).isEqualTo(Spread.of(List.of(Duration.ofSeconds(1))));
    assertThat(String.join("\n", report.lines()))
        .contains("all undisturbed")
        .contains("the machine stood still for 6.1 s");
  }

  @Test
  void shouldCountNothingWhenTheFaultCouldNotBeMade() {
    DetectionReport report = report(injection("broker-loss", Optional.empty(), Optional.empty()));

    assertThat(report.missed()).isZero();
    assertThat(report.all().count()).isZero();
  }

  @Test
  void shouldNeitherTimeNorMissAFaultWhoseAdvisoryHadBeenOpen() {
    DetectionReport report =
        report(
            new Injection(
                "slow-follower",
                "3",
                VISIBLE.minusSeconds(9),
                Optional.of(VISIBLE),
                Optional.empty(),
                Optional.empty(),
                Optional.of(VISIBLE.minusSeconds(12)),
                List.of(),
                "",
                Optional.of("the machine stood still for 2.6 s")));

    assertThat(report.missed()).isZero();
    assertThat(report.all().count()).isZero();
    assertThat(report.lines())
        .contains(
            "slow-follower of 3: not timed, its advisory had been open since 2026-03-02T09:59:48Z;"
                + " the machine stood still for 2.6 s");
  }

  @Test
  void shouldAllowASecondMoreWhenTheHomeIsTheWatchedCluster() {
    assertThat(report().wantedP95()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shouldRefuseWhenAFaultIsUnknown() {
    StringWriter err = new StringWriter();

    int exit =
        KadvisorMain.commandLine()
            .setErr(new PrintWriter(err))
            .execute("bench", "detection", "--fault", "earthquake");

    assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE.number());
    assertThat(err.toString()).contains("earthquake");
  }

  private static DetectionReport report(Injection... injections) {
    return DetectionReport.of(PLAN, Duration.ofSeconds(2), List.of(0.0, 0.0), List.of(injections));
  }

  private static Injection injection(
      String fault, Optional<Instant> visible, Optional<Instant> told) {
    Instant injected = VISIBLE.minusSeconds(9);
    return new Injection(
        fault,
        "2",
        injected,
        visible,
        told,
        told,
        Optional.empty(),
        List.of(),
        "",
        Optional.empty());
  }
}
