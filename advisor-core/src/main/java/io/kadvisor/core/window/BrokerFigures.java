package io.kadvisor.core.window;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What windows keep of a broker. */
final class BrokerFigures {
  private static final Map<Metric, Measure> RATES =
      Map.of(
          Metric.BYTES_IN, Measure.BYTES_IN,
          Metric.BYTES_OUT, Measure.BYTES_OUT,
          Metric.MESSAGES_IN, Measure.MESSAGES_IN,
          Metric.ISR_SHRINKS, Measure.ISR_SHRINKS,
          Metric.ISR_EXPANDS, Measure.ISR_EXPANDS);
  private static final Map<Metric, Measure> GAUGES =
      Map.of(
          Metric.HANDLER_IDLE, Measure.HANDLER_IDLE,
          Metric.NETWORK_IDLE, Measure.NETWORK_IDLE);

  private BrokerFigures() {}

  static Observation of(BrokerSample broker, PlacementCounts counts) {
    Map<Measure, Double> figures = new EnumMap<>(Measure.class);
    RATES.forEach((metric, measure) -> broker.rate(metric).ifPresent(v -> figures.put(measure, v)));
    GAUGES.forEach(
        (metric, measure) ->
            broker.reading(metric).ifPresent(r -> figures.put(measure, r.value())));
    cpu(broker).ifPresent(share -> figures.put(Measure.CPU, share));
    broker.logDirs().ifPresent(dirs -> disk(dirs, figures));
    broker
        .answer()
        .latency()
        .ifPresent(l -> figures.put(Measure.ANSWER_LATENCY, l.toNanos() / 1e9));
    if (counts.observed()) {
      figures.put(Measure.LEADERS, (double) counts.leaders().of(broker.broker()));
      figures.put(Measure.PARTITIONS, (double) counts.replicas().of(broker.broker()));
    }
    return new Observation(broker.cluster(), broker.subject(), broker.sweep(), figures, List.of());
  }

  private static OptionalDouble cpu(BrokerSample broker) {
    OptionalDouble busy = broker.rate(Metric.PROCESS_CPU);
    double cores = broker.reading(Metric.CORES).map(Reading::value).orElse(0.0);
    return busy.isPresent() && cores > 0
        ? OptionalDouble.of(busy.getAsDouble() / cores)
        : OptionalDouble.empty();
  }

  private static void disk(List<LogDir> dirs, Map<Measure, Double> figures) {
    List<LogDir> readable = dirs.stream().filter(dir -> dir.error().isEmpty()).toList();
    if (readable.isEmpty()) {
      return;
    }
    figures.put(Measure.DISK_USED, readable.stream().mapToDouble(dir -> dir.used().bytes()).sum());
    readable.stream()
        .filter(
            dir ->
                dir.total().isPresent()
                    && dir.usable().isPresent()
                    && dir.total().get().bytes() > 0)
        .mapToDouble(dir -> 1 - (double) dir.usable().get().bytes() / dir.total().get().bytes())
        .max()
        .ifPresent(share -> figures.put(Measure.DISK_USED_SHARE, share));
  }
}
