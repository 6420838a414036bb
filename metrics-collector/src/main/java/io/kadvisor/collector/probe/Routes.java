package io.kadvisor.collector.probe;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.ProbeRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The round trips by rack of the brokers. */
final class Routes {
  private static final double NANOS = 1e9;

  /** The brokers of one rack together. */
  record Route(Optional<String> to, int brokers, Percentiles roundTrip) {
    ProbeRoute sample(Optional<String> from) {
      return new ProbeRoute(
          from,
          to,
          brokers,
          seconds(roundTrip.p50()),
          seconds(roundTrip.p95()),
          seconds(roundTrip.p99()),
          seconds(roundTrip.max()));
    }
  }

  private Routes() {}

  /**
   * @param roundTrip of these brokers together, absent when nothing came back
   */
  static List<Route> of(
      ProbeLayout layout, Function<Collection<BrokerId>, Optional<Percentiles>> roundTrip) {
    Map<String, List<BrokerId>> byRack = new TreeMap<>();
    layout
        .partitionByLeader()
        .keySet()
        .forEach(
            broker ->
                byRack
                    .computeIfAbsent(
                        layout.brokers().get(broker).orElse(""), rack -> new ArrayList<>())
                    .add(broker));
    List<Route> routes = new ArrayList<>();
    byRack.forEach(
        (rack, brokers) ->
            roundTrip
                .apply(brokers)
                .map(times -> new Route(named(rack), brokers.size(), times))
                .ifPresent(routes::add));
    return routes;
  }

  private static Optional<String> named(String rack) {
    return Optional.of(rack).filter(name -> !name.isEmpty());
  }

  static double seconds(Duration time) {
    return time.toNanos() / NANOS;
  }
}
