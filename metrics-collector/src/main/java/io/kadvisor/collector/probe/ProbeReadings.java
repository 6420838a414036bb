package io.kadvisor.collector.probe;

import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Figures of the probe as a broker's readings. */
final class ProbeReadings {
  private static final double NANOS = 1e9;

  private final Instant at;
  private final List<Reading> before;
  private final List<Reading> readings = new ArrayList<>();

  private ProbeReadings(Instant at, List<Reading> before) {
    this.at = at;
    this.before = before;
  }

  /**
   * @param before the readings of the sweep before, of the same run of the probe
   */
  static List<Reading> of(ProbeFigures figures, Instant at, List<Reading> before) {
    ProbeReadings all = new ProbeReadings(at, before);
    all.add(Metric.PROBE_SENT, (double) figures.sent());
    all.add(Metric.PROBE_RETURNED, (double) figures.returned());
    all.add(Metric.PROBE_LOST, (double) figures.lost());
    all.add(Metric.PROBE_ROUND_TRIP_TIME, figures.roundTripSum());
    all.add(Metric.PROBE_UNANSWERED, figures.unanswered());
    figures
        .roundTrip()
        .ifPresent(
            times -> {
              all.add(Metric.PROBE_ROUND_TRIP_P50, times.p50());
              all.add(Metric.PROBE_ROUND_TRIP_P95, times.p95());
              all.add(Metric.PROBE_ROUND_TRIP_P99, times.p99());
              all.add(Metric.PROBE_ROUND_TRIP_MAX, times.max());
            });
    figures
        .acknowledgement()
        .ifPresent(
            times -> {
              all.add(Metric.PROBE_ACKNOWLEDGEMENT_P50, times.p50());
              all.add(Metric.PROBE_ACKNOWLEDGEMENT_P99, times.p99());
            });
    return all.readings;
  }

  /** To the microsecond: what is stored is short. */
  private void add(Metric metric, Duration time) {
    add(metric, Math.rint(time.toNanos() / 1e3) * 1e3 / NANOS);
  }

  private void add(Metric metric, double value) {
    Optional<Reading.Previous> previous =
        metric.kind() == Metric.Kind.COUNTER
            ? before.stream()
                .filter(reading -> reading.metric() == metric)
                .findFirst()
                .map(reading -> new Reading.Previous(reading.value(), reading.observedAt()))
            : Optional.empty();
    readings.add(new Reading(metric, value, at, Fact.Source.PROBE, previous));
  }
}
