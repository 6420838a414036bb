package io.kadvisor.cli.probe;

import io.kadvisor.collector.probe.Percentiles;
import io.kadvisor.collector.probe.ProbeFigures;
import io.kadvisor.collector.probe.ProbeOnce;
import io.kadvisor.model.sample.ProbeRoute;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one probe of a cluster found, for a person and for a script. */
final class ProbeReport {
  private static final String ROW = "%-7s %-14s %5s %5s %10s %10s %10s%n";
  private static final String NOTHING = "–";

  private final String topic;
  private final ProbeOnce.Result result;

  ProbeReport(String topic, ProbeOnce.Result result) {
    this.topic = topic;
    this.result = result;
  }

  boolean allAnswered() {
    return result.brokers().stream().allMatch(ProbeOnce.Broker::answered);
  }

  void print(PrintWriter out) {
    out.printf(ROW, "broker", "rack", "sent", "back", "p50", "p99", "max");
    result.brokers().forEach(broker -> print(out, broker));
    result.routes().forEach(route -> out.println(sentence(route)));
    out.println(
        allAnswered()
            ? "Every broker took its records and gave them back."
            : "Not every broker gave its records back.");
  }

  private static void print(PrintWriter out, ProbeOnce.Broker broker) {
    Optional<Percentiles> times = broker.figures().flatMap(ProbeFigures::roundTrip);
    out.printf(
        ROW,
        broker.id(),
        broker.rack().orElse(NOTHING),
        broker.figures().map(figures -> "" + figures.sent()).orElse(NOTHING),
        broker.figures().map(figures -> "" + figures.returned()).orElse(NOTHING),
        times.map(all -> show(all.p50())).orElse(NOTHING),
        times.map(all -> show(all.p99())).orElse(NOTHING),
        times.map(all -> show(all.max())).orElse(NOTHING));
    if (!broker.answered()) {
      out.println("        " + reason(broker));
    }
  }

  private static String reason(ProbeOnce.Broker broker) {
    return broker
        .figures()
        .map(
            figures ->
                (figures.sent() - figures.returned())
                    + " did not come back"
                    + figures.error().map(why -> "; last: " + why).orElse(""))
        .orElse("not probed: " + broker.why());
  }

  private static String sentence(ProbeRoute route) {
    return String.format(
        Locale.ROOT,
        "From %s to %s (%d broker%s): p50 %s, p95 %s, p99 %s, max %s.",
        route.from().orElse("here"),
        route.to().map(rack -> "rack " + rack).orElse("brokers without a rack"),
        route.brokers(),
        route.brokers() == 1 ? "" : "s",
        show(route.p50()),
        show(route.p95()),
        show(route.p99()),
        show(route.max()));
  }

  private static String show(Duration time) {
    return show(time.toNanos() / 1e9);
  }

  private static String show(double seconds) {
    return String.format(Locale.ROOT, "%.1f ms", seconds * 1000);
  }

  Map<String, Object> json(String cluster) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cluster", cluster);
    all.put("topic", topic);
    all.put("brokers", result.brokers().stream().map(ProbeReport::json).toList());
    all.put("routes", result.routes().stream().map(ProbeReport::json).toList());
    all.put("passed", allAnswered());
    return all;
  }

  private static Map<String, Object> json(ProbeOnce.Broker broker) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("broker", broker.id().value());
    broker.rack().ifPresent(rack -> fields.put("rack", rack));
    fields.put("answered", broker.answered());
    broker
        .figures()
        .ifPresent(
            figures -> {
              fields.put("sent", figures.sent());
              fields.put("acknowledged", figures.acknowledged());
              fields.put("returned", figures.returned());
              figures.roundTrip().ifPresent(times -> fields.put("roundTripMs", json(times)));
              figures
                  .acknowledgement()
                  .ifPresent(times -> fields.put("acknowledgementMs", json(times)));
            });
    if (!broker.answered()) {
      fields.put("why", reason(broker));
    }
    return fields;
  }

  private static Map<String, Object> json(Percentiles times) {
    return percentiles(
        List.of(times.p50(), times.p95(), times.p99(), times.max()).stream()
            .map(time -> time.toNanos() / 1e9)
            .toList());
  }

  private static Map<String, Object> json(ProbeRoute route) {
    Map<String, Object> fields = new LinkedHashMap<>();
    route.from().ifPresent(rack -> fields.put("from", rack));
    route.to().ifPresent(rack -> fields.put("to", rack));
    fields.put("brokers", route.brokers());
    fields.put(
        "roundTripMs", percentiles(List.of(route.p50(), route.p95(), route.p99(), route.max())));
    return fields;
  }

  private static Map<String, Object> percentiles(List<Double> seconds) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<String> names = List.of("p50", "p95", "p99", "max");
    for (int n = 0; n < names.size(); n++) {
      fields.put(names.get(n), Math.round(seconds.get(n) * 1e6) / 1e3);
    }
    return fields;
  }
}
