package io.kadvisor.executor.wave;

import io.kadvisor.executor.wave.CpuCounters.Used;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether brokers have CPU to spare for copies: on the mean of a time that ends now, and that is
 * neither so short that one collection of garbage fills it nor so long that it is about the past.
 */
public final class CpuWatch {
  /**
   * Percent of its CPU that a broker may use where replicas move (MSK developer guide, 2026); as
   * wise elsewhere.
   */
  public static final double MOST = 70;

  private static final int LONG = 6;

  private final CpuCounters counters;
  private final Looks looks;
  private final Map<Integer, Meter> meters = new TreeMap<>();

  CpuWatch(CpuCounters counters, Looks looks) {
    this.counters = counters;
    this.looks = looks;
  }

  /** One broker's CPU. */
  private static final class Meter {
    private Used since;
    private OptionalDouble percent = OptionalDouble.empty();

    Meter(Used since) {
      this.since = since;
    }

    /** A shorter time than that tells nothing new; of a longer one nothing is known. */
    void take(Used now, Duration least) {
      Duration time = Duration.between(since.at(), now.at());
      if (time.compareTo(least) >= 0) {
        percent =
            time.compareTo(least.multipliedBy(LONG)) > 0 ? OptionalDouble.empty() : percent(now);
        since = now;
      }
    }

    /** A counter that fell is that of another process. */
    private OptionalDouble percent(Used now) {
      double used = now.time().minus(since.time()).toNanos();
      double had = Duration.between(since.at(), now.at()).toNanos() * now.cores();
      return used < 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * used / had);
    }
  }

  /** From now on it is known how long the counters have grown; whom it does not hear is let be. */
  void begin() throws InterruptedException {
    counters.read().forEach((broker, used) -> meters.put(broker, new Meter(used)));
  }

  /** Why nothing should be copied now; waits where too little is known. */
  Optional<String> obstacle() throws InterruptedException {
    if (meters.isEmpty()) {
      return Optional.empty();
    }
    take();
    if (!unknown().isEmpty()) {
      looks.rest(looks.pacing().cpu());
      take();
    }
    return busy().or(this::silent);
  }

  private void take() throws InterruptedException {
    Map<Integer, Used> now = new HashMap<>(counters.read());
    meters.forEach(
        (broker, meter) -> {
          if (now.containsKey(broker)) {
            meter.take(now.get(broker), looks.pacing().cpu());
          } else {
            meter.percent = OptionalDouble.empty();
          }
        });
  }

  private Optional<String> busy() {
    String busy =
        meters.entrySet().stream()
            .filter(each -> each.getValue().percent.orElse(0) > MOST)
            .map(each -> sentence(each.getKey(), each.getValue().percent.orElseThrow()))
            .collect(Collectors.joining(", "));
    return busy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(Locale.ROOT, "more than %.0f %% of CPU in use: %s", MOST, busy));
  }

  private static String sentence(int broker, double percent) {
    return String.format(Locale.ROOT, "broker %d %.0f %%", broker, percent);
  }

  private Optional<String> silent() {
    String unknown = unknown();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of("CPU was known and is not any more: broker " + unknown);
  }

  private String unknown() {
    return meters.entrySet().stream()
        .filter(each -> each.getValue().percent.isEmpty())
        .map(each -> String.valueOf(each.getKey()))
        .collect(Collectors.joining(", "));
  }
}
