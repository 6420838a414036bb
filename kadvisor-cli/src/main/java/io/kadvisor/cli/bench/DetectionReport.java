package io.kadvisor.cli.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code bench-detection/1}: what was injected and how fast it was told.
 *
 * @param load one-minute load average of the machine before and after
 * @param undisturbed of those from which the machine kept nothing
 */
@JsonPropertyOrder({"format"})
record DetectionReport(
    String format,
    long seed,
    String home,
    Duration fastSweep,
    Duration wantedP95,
    List<Double> load,
    Map<String, Spread> byFault,
    Spread all,
    Spread undisturbed,
    List<Injection> injections) {
  static final String FORMAT = "bench-detection/1";

  static DetectionReport of(
      DetectionBench.Plan plan, Duration fastSweep, List<Double> load, List<Injection> injections) {
    Map<String, Spread> byFault = new TreeMap<>();
    plan.faults().forEach(fault -> byFault.put(fault, spread(of(fault, injections))));
    return new DetectionReport(
        FORMAT,
        plan.seed(),
        plan.otherHome() ? "other" : "same",
        fastSweep,
        fastSweep.plusSeconds(plan.otherHome() ? 2 : 3),
        load,
        byFault,
        spread(injections),
        spread(injections.stream().filter(each -> each.disturbed().isEmpty()).toList()),
        injections);
  }

  private static List<Injection> of(String fault, List<Injection> injections) {
    return injections.stream().filter(injection -> injection.fault().equals(fault)).toList();
  }

  private static Spread spread(List<Injection> injections) {
    return Spread.of(
        injections.stream().map(Injection::detection).flatMap(Optional::stream).toList());
  }

  long missed() {
    return injections.stream().filter(Injection::missed).count();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%-18s %6s %9s %9s %9s".formatted("fault", "count", "p50", "p95", "max"));
    byFault.forEach((fault, spread) -> lines.add(line(fault, spread)));
    lines.add(line("all", all));
    lines.add(line("all undisturbed", undisturbed));
    lines.add(
        "home: %s; wanted p95: %s; missed: %d; load average before and after: %s"
            .formatted(home, Spread.text(wantedP95), missed(), load));
    injections.stream()
        .filter(i -> i.isRemarkable() || isSlow(i))
        .map(Injection::line)
        .forEach(lines::add);
    return lines;
  }

  private boolean isSlow(Injection injection) {
    return injection.detection().filter(time -> time.compareTo(wantedP95) > 0).isPresent();
  }

  private static String line(String name, Spread spread) {
    return "%-18s %6d %9s %9s %9s"
        .formatted(
            name,
            spread.count(),
            Spread.text(spread.p50()),
            Spread.text(spread.p95()),
            Spread.text(spread.max()));
  }
}
