package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast a broker usually is: its own history, in five numbers. Each follows the median of what
 * is seen by small steps (a frugal sketch: up when above, down when below), so one number does for
 * a window, a stall moves it little, and a new normal is learnt within a day.
 *
 * @param at when it last took a step
 * @param steps taken so far, counted to the end of the warm-up
 * @param answer seconds until it answers a call of its own
 * @param produce mean seconds of a produce request
 * @param append the same without the time that it waits for followers
 * @param fetch mean seconds of a consumer's fetch, its waiting for records not counted
 * @param roundTrip mean seconds of a record of the probe until it is read back
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Pace(
    Instant at,
    int steps,
    Optional<Double> answer,
    Optional<Double> produce,
    Optional<Double> append,
    Optional<Double> fetch,
    Optional<Double> roundTrip) {
  /** Steps of the warm-up, in which the number is a mean and says nothing yet. */
  public static final int WARM = 10;

  /** A step of what is near; twelve an hour lead to a tenth more or less within ten minutes. */
  private static final double STEP = 1.05;

  /** A step towards what is far: a stall of an hour moves the number by an eighth. */
  private static final double SMALL_STEP = 1.01;

  private static final double FAR = 3;

  public Pace {
    answer = answer == null ? Optional.empty() : answer;
    produce = produce == null ? Optional.empty() : produce;
    append = append == null ? Optional.empty() : append;
    fetch = fetch == null ? Optional.empty() : fetch;
    roundTrip = roundTrip == null ? Optional.empty() : roundTrip;
  }

  static Pace first(Instant at, Speed seen) {
    return new Pace(
        at,
        1,
        rounded(seen.answer()),
        rounded(seen.produce()),
        rounded(seen.append()),
        rounded(seen.fetch()),
        rounded(seen.roundTrip()));
  }

  boolean isDue(Instant now, Duration spacing) {
    return !now.isBefore(at.plus(spacing));
  }

  Pace after(Instant now, Speed seen) {
    return new Pace(
        now,
        Math.min(steps + 1, WARM),
        step(answer, seen.answer()),
        step(produce, seen.produce()),
        step(append, seen.append()),
        step(fetch, seen.fetch()),
        step(roundTrip, seen.roundTrip()));
  }

  /** True when its numbers may be compared with. */
  public boolean known() {
    return steps >= WARM;
  }

  private Optional<Double> step(Optional<Double> usual, Optional<Double> seen) {
    return usual.isEmpty() || seen.isEmpty()
        ? rounded(seen.or(() -> usual))
        : rounded(Optional.of(steps < WARM ? mean(usual.get(), seen.get()) : near(usual, seen)));
  }

  /** Of logarithms, since latencies differ by factors. */
  private double mean(double usual, double seen) {
    double positive = Math.max(seen, 1e-6);
    return Math.exp((Math.log(usual) * steps + Math.log(positive)) / (steps + 1));
  }

  private static double near(Optional<Double> usual, Optional<Double> seen) {
    double from = usual.orElseThrow();
    double to = seen.orElseThrow();
    double step = to > from * FAR || to < from / FAR ? SMALL_STEP : STEP;
    return to > from ? Math.min(to, from * step) : Math.max(to, from / step);
  }

  /** To the microsecond: what is stored is short, and never zero. */
  private static Optional<Double> rounded(Optional<Double> seconds) {
    return seconds.map(s -> Math.max(1, Math.round(s * 1e6)) / 1e6);
  }
}
