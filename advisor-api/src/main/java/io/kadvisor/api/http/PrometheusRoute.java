package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.feed.Intake;
import io.kadvisor.api.figure.Figure;
import io.kadvisor.api.health.Blindness;
import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.api.health.Sight;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.model.finding.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The advisor's own figures for Prometheus, read from the model at each scrape. */
final class PrometheusRoute {
  private static final double MILLIS = 1_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Sight sight;
  private final RoleMeters roles;
  private final MultiGauge lastSweep = gauges(Figure.LAST_SWEEP);
  private final MultiGauge states = gauges(Figure.CLUSTER_STATE);
  private final MultiGauge open = gauges(Figure.ADVISORIES_OPEN);
  private final MultiGauge blind = gauges(Figure.BLIND);
  private final ProbeMeters probes = new ProbeMeters(registry);

  PrometheusRoute(Sight sight, Intake intake, EventRoute events, List<RoleHealth> roles) {
    this.sight = sight;
    this.roles = new RoleMeters(registry, roles);
    counter(Figure.RECORDS_READ, intake, Intake::records);
    counter(Figure.RECORDS_SKIPPED, intake, Intake::skipped);
    counter(Figure.DEAD_LETTERS, intake, Intake::deadLetters);
    Gauge.builder(Figure.HOME_BLIND.meter(), sight, s -> s.home().isPresent() ? 1 : 0)
        .description(Figure.HOME_BLIND.description())
        .register(registry);
    Gauge.builder(Figure.EVENT_SUBSCRIBERS.meter(), events, EventRoute::subscribers)
        .description(Figure.EVENT_SUBSCRIBERS.description())
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private MultiGauge gauges(Figure figure) {
    return MultiGauge.builder(figure.meter()).description(figure.description()).register(registry);
  }

  private void counter(
      Figure figure, Intake intake, java.util.function.ToDoubleFunction<Intake> count) {
    FunctionCounter.builder(figure.meter(), intake, count)
        .description(figure.description())
        .register(registry);
  }

  Route route() {
    return Route.get("/metrics", this::scrape);
  }

  private void scrape(Context context, Caller caller) {
    new Parameters(context).end();
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(text());
  }

  private synchronized String text() {
    List<ClusterBook> books = sight.watched();
    lastSweep.register(
        books.stream()
            .flatMap(b -> b.lastSweep().stream().map(s -> row(b, s.mark().sweepAt())))
            .toList(),
        true);
    blind.register(
        books.stream().map(b -> row(tags(b), sight.blind(b).isPresent() ? 1 : 0)).toList(), true);
    states.register(books.stream().flatMap(this::stateRows).toList(), true);
    open.register(books.stream().filter(this::isLoaded).flatMap(this::openRows).toList(), true);
    probes.refresh(books);
    roles.refresh();
    return registry.scrape();
  }

  /** Of a part nothing can be counted. */
  private boolean isLoaded(ClusterBook book) {
    return sight.blind(book).filter(Blindness::starts).isEmpty();
  }

  private static Tags tags(ClusterBook book) {
    return Tags.of("cluster", book.id().value(), "alias", book.alias());
  }

  private static MultiGauge.Row<?> row(Tags tags, double value) {
    return MultiGauge.Row.of(tags, value);
  }

  private static MultiGauge.Row<?> row(ClusterBook book, Instant at) {
    return row(tags(book), at.toEpochMilli() / MILLIS);
  }

  private Stream<MultiGauge.Row<?>> stateRows(ClusterBook book) {
    ClusterView.State now =
        ClusterView.state(sight.blind(book), book.lastSweep(), ClusterView.open(book, sight.now()));
    return Arrays.stream(ClusterView.State.values())
        .map(state -> row(tags(book).and("state", lower(state)), state == now ? 1 : 0));
  }

  private Stream<MultiGauge.Row<?>> openRows(ClusterBook book) {
    Map<Severity, Long> counts = ClusterView.open(book, sight.now());
    return counts.entrySet().stream()
        .map(count -> row(tags(book).and("severity", lower(count.getKey())), count.getValue()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  void close() {
    registry.close();
  }
}
