package io.kadvisor.docs;

import static io.kadvisor.docs.Table.code;

import io.kadvisor.api.figure.Figure;
import io.kadvisor.model.sample.Metric;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures that Kadvisor shows of itself, and those that it reads of brokers. */
final class MetricsPage {
  private static final String BODY =
      """
      ## Of Kadvisor itself

      Every process with the `api` role, and every other one where `health.port` is set, shows these at `/metrics` in Prometheus' text
      format; beside them the JVM's and the process's own figures under Micrometer's names (`jvm_*`, `process_*`,
      `system_*`). What to watch: %s at 1, %s not growing, %s at 0.

      %s
      ## Of a broker

      What `metrics.broker` carries beside membership and log directories. A counter is judged by its growth a second; its reading
      carries the one before. Which rule reads which: [sources](sources.md).

      %s
      """;

  Page page() {
    Table own = new Table("name", "kind", "labels", "meaning");
    for (Figure figure : Figure.values()) {
      own.row(
          code(figure.prometheusName()),
          figure.counter() ? "counter" : "gauge",
          figure.labels().stream().map(Table::code).collect(Collectors.joining(", ")),
          figure.description());
    }
    Table brokers = new Table("metric", "kind", "unit", "fact");
    for (Metric metric : Metric.values()) {
      brokers.row(
          code(metric.name().toLowerCase(Locale.ROOT).replace('_', '-')),
          metric.kind().name().toLowerCase(Locale.ROOT),
          metric.unit().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          code(metric.fact().name()));
    }
    return Page.titled(
        "metrics.md",
        "Metrics",
        BODY.formatted(
            code(Figure.ROLE_UP.prometheusName()),
            code(Figure.DEAD_LETTERS.prometheusName()),
            code(Figure.BLIND.prometheusName()),
            own,
            brokers));
  }
}
