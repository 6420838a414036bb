package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MachineLookTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Looks every quarter of a second for ten seconds, each with 50 ticks more than the last. */
  private static List<MachineLook> looks(int stolenOfFifty, int waitedOfFifty) {
    return IntStream.range(0, 40)
        .mapToObj(
            n ->
                new MachineLook(
                    START.plus(Duration.ofMillis(250 * n)),
                    50 * n,
                    stolenOfFifty * n,
                    waitedOfFifty * n))
        .toList();
  }

  private static MachineLook read(int seconds, String stat) {
    return MachineLook.of(START.plusSeconds(seconds), stat);
  }

  @Test
  void shouldReadTheKernelsAccountOfAllCores() {
    assertThat(read(0, "cpu  100 20 30 400 50 6 7 80 0 0"))
        .isEqualTo(new MachineLook(START, 693, 80, 50));
  }

  @Test
  void shouldKnowTheTimeAloneWhereTheKernelTellsNothing() {
    assertThat(List.of(read(0, ""), read(0, "cpu 1 2 3"), read(0, "intr 1 2 3 4 5 6 7 8 9")))
        .containsOnly(new MachineLook(START, 0, 0, 0));
  }

  @Test
  void shouldFindNothingWhenTheMachineIsBusyWithTheDemoItself() {
    assertThat(MachineLook.disturbed(looks(0, 0))).isEmpty();
    assertThat(MachineLook.disturbed(looks(10, 7))).isEmpty();
    assertThat(MachineLook.disturbed(List.of())).isEmpty();
  }

  @Test
  void shouldSayHowMuchOthersHadWhenTheHostGaveItToThem() {
    assertThat(MachineLook.disturbed(looks(20, 5)))
        .contains(
            "for 5 s its host gave 40 % of the machine's CPU to others and 10 % waited for disks");
  }

  @Test
  void shouldFindALackWithinTheTimeThatCalmIsAwaitedIn() {
    Instant end = START.plus(MachineWatch.CALM);
    List<MachineLook> awaited =
        looks(20, 0).stream().filter(look -> !look.at().isAfter(end)).toList();

    assertThat(MachineLook.disturbed(awaited)).isPresent();
  }

  @Test
  void shouldFindAStandstillThatBeganBeforeOrEndedAfter() {
    List<MachineLook> looks = List.of(read(0, ""), read(1, ""), read(9, ""), read(10, ""));

    assertThat(disturbed(looks, 4, 6)).isPresent();
    assertThat(disturbed(looks, 0, 5)).isPresent();
    assertThat(disturbed(looks, 5, 10)).isPresent();
    assertThat(disturbed(looks, 0, 1)).isEmpty();
    assertThat(disturbed(looks, 9, 10)).isEmpty();
    assertThat(disturbed(looks, 20, 30)).isEmpty();
    assertThat(disturbed(List.of(), 0, 1)).isEmpty();
  }

  private static Optional<String> disturbed(List<MachineLook> looks, int from, int to) {
    Instant end = START.plusSeconds(to);
    return MachineLook.disturbed(MachineLook.around(looks, START.plusSeconds(from), end));
  }

  @Test
  void shouldFindDisksThatAreWaitedFor() {
    assertThat(MachineLook.disturbed(looks(0, 25)).orElseThrow()).contains("50 % waited for disks");
  }

  @Test
  void shouldFindALackThatIsOverWhenTheRestWasCalm() {
    List<MachineLook> before = looks(30, 0);
    MachineLook last = before.get(before.size() - 1);
    List<MachineLook> looks =
        IntStream.range(0, 400)
            .mapToObj(
                n ->
                    n < before.size()
                        ? before.get(n)
                        : new MachineLook(
                            START.plus(Duration.ofMillis(250 * n)),
                            50 * n,
                            last.stolen(),
                            last.waited()))
            .toList();

    assertThat(MachineLook.disturbed(looks).orElseThrow()).contains("60 %");
    assertThat(MachineLook.disturbed(looks.subList(60, 400))).isEmpty();
  }

  @Test
  void shouldSayForHowLongTheMachineStoodStill() {
    List<MachineLook> looks = List.of(read(0, ""), read(1, ""), read(4, ""), read(5, ""));

    assertThat(MachineLook.disturbed(looks))
        .isEqualTo(Optional.of("the machine stood still for 3.0 s"));
  }
}
