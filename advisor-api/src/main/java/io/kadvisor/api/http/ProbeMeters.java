package io.kadvisor.api.http;

import io.kadvisor.api.figure.Figure;
import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.ProbeRoute;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What probes have measured, for Prometheus; nothing where nothing is probed. */
final class ProbeMeters {
  private static final Map<String, Metric> QUANTILES =
      Map.of(
          "0.5", Metric.PROBE_ROUND_TRIP_P50,
          "0.95", Metric.PROBE_ROUND_TRIP_P95,
          "0.99", Metric.PROBE_ROUND_TRIP_P99,
          "1", Metric.PROBE_ROUND_TRIP_MAX);

  private final MultiGauge roundTrips;
  private final MultiGauge routes;
  private final MultiGauge unanswered;

  ProbeMeters(MeterRegistry registry) {
    this.roundTrips = gauges(registry, Figure.PROBE_ROUND_TRIP);
    this.routes = gauges(registry, Figure.PROBE_ROUTE);
    this.unanswered = gauges(registry, Figure.PROBE_UNANSWERED);
  }

  private static MultiGauge gauges(MeterRegistry registry, Figure figure) {
    return MultiGauge.builder(figure.meter()).description(figure.description()).register(registry);
  }

  void refresh(List<ClusterBook> books) {
    roundTrips.register(books.stream().flatMap(ProbeMeters::roundTripRows).toList(), true);
    routes.register(books.stream().flatMap(ProbeMeters::routeRows).toList(), true);
    unanswered.register(books.stream().flatMap(ProbeMeters::unansweredRows).toList(), true);
  }

  private static Stream<MultiGauge.Row<?>> roundTripRows(ClusterBook book) {
    return book.brokers().stream()
        .flatMap(
            broker ->
                QUANTILES.entrySet().stream()
                    .flatMap(
                        quantile ->
                            row(
                                broker,
                                quantile.getValue(),
                                tags(book, broker).and("quantile", quantile.getKey()))));
  }

  private static Stream<MultiGauge.Row<?>> unansweredRows(ClusterBook book) {
    return book.brokers().stream()
        .flatMap(broker -> row(broker, Metric.PROBE_UNANSWERED, tags(book, broker)));
  }

  private static Stream<MultiGauge.Row<?>> row(BrokerSample broker, Metric metric, Tags tags) {
    return broker.reading(metric).stream().map(reading -> MultiGauge.Row.of(tags, reading.value()));
  }

  private static Stream<MultiGauge.Row<?>> routeRows(ClusterBook book) {
    return book.sample().stream()
        .flatMap(sample -> sample.probeRoutes().stream())
        .flatMap(route -> rows(book, route));
  }

  private static Stream<MultiGauge.Row<?>> rows(ClusterBook book, ProbeRoute route) {
    Tags tags = tags(book).and("from", route.from().orElse("")).and("to", route.to().orElse(""));
    return Map.of("0.5", route.p50(), "0.95", route.p95(), "0.99", route.p99(), "1", route.max())
        .entrySet()
        .stream()
        .map(
            quantile ->
                MultiGauge.Row.of(tags.and("quantile", quantile.getKey()), quantile.getValue()));
  }

  private static Tags tags(ClusterBook book, BrokerSample broker) {
    return tags(book).and("broker", broker.broker().toString());
  }

  private static Tags tags(ClusterBook book) {
    return Tags.of("cluster", book.id().value(), "alias", book.alias());
  }
}
