package io.kadvisor.api.http;

import io.kadvisor.api.read.ClusterBook;
import io.kadvisor.api.read.Tally;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.unit.DataSize;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A broker as the last sweep saw it. What was not observed is absent.
 *
 * @param silentSince when it last answered no more
 * @param diskUsed by its replicas; {@code diskTotal} and {@code diskFree} of its volumes, all in
 *     bytes
 * @param cpu share of its cores, 0 to 1; absent without JMX or before two sweeps
 * @param handlerIdle share of the request handlers' time, 0 to 1
 * @param probeP50 seconds that records of the probe took to it and back in the last minute; absent
 *     without a probe, as are those below
 * @param probeUnanswered seconds since the oldest record was sent after the last that came back
 */
record BrokerView(
    int id,
    State state,
    boolean controller,
    Optional<String> host,
    Optional<Integer> port,
    Optional<String> rack,
    Optional<Instant> silentSince,
    int leaders,
    int replicas,
    Optional<Long> diskUsed,
    Optional<Long> diskTotal,
    Optional<Long> diskFree,
    OptionalDouble cpu,
    OptionalDouble bytesInPerSecond,
    OptionalDouble bytesOutPerSecond,
    OptionalDouble messagesInPerSecond,
    OptionalDouble handlerIdle,
    OptionalDouble probeP50,
    OptionalDouble probeP99,
    OptionalDouble probeUnanswered,
    Instant observedAt,
    List<NotSeen> notSeen) {

  /** What the two witnesses, controller and broker, say together. */
  enum State {
    UP,
    /** Listed by the controller, but it does not answer. */
    SILENT,
    FENCED,
    ABSENT
  }

  static List<BrokerView> all(ClusterBook book) {
    Tally tally = book.tally();
    Optional<ClusterSample> sample = book.sample();
    return book.brokers().stream().map(broker -> of(broker, sample, tally)).toList();
  }

  private static BrokerView of(BrokerSample broker, Optional<ClusterSample> cluster, Tally tally) {
    int id = broker.broker().value();
    return new BrokerView(
        id,
        state(broker),
        cluster.flatMap(ClusterSample::controller).filter(broker.broker()::equals).isPresent(),
        broker.host(),
        broker.port(),
        broker.rack(),
        broker.answer().since().filter(since -> broker.answer().silent()),
        tally.leaders().getOrDefault(id, 0),
        tally.replicas().getOrDefault(id, 0),
        disk(broker, dir -> Optional.of(dir.used())),
        disk(broker, BrokerSample.LogDir::total),
        disk(broker, BrokerSample.LogDir::usable),
        cpu(broker),
        broker.rate(Metric.BYTES_IN),
        broker.rate(Metric.BYTES_OUT),
        broker.rate(Metric.MESSAGES_IN),
        gauge(broker, Metric.HANDLER_IDLE),
        gauge(broker, Metric.PROBE_ROUND_TRIP_P50),
        gauge(broker, Metric.PROBE_ROUND_TRIP_P99),
        gauge(broker, Metric.PROBE_UNANSWERED),
        broker.sweepAt(),
        broker.notSeen());
  }

  private static State state(BrokerSample broker) {
    return switch (broker.membership()) {
      case FENCED -> State.FENCED;
      case ABSENT -> State.ABSENT;
      case LISTED -> broker.answer().silent() ? State.SILENT : State.UP;
    };
  }

  /** The sum over all directories; absent as soon as one does not say. */
  private static Optional<Long> disk(
      BrokerSample broker, Function<BrokerSample.LogDir, Optional<DataSize>> part) {
    List<Optional<DataSize>> sizes = broker.logDirs().orElse(List.of()).stream().map(part).toList();
    return sizes.isEmpty() || sizes.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(sizes.stream().mapToLong(size -> size.orElseThrow().bytes()).sum());
  }

  private static OptionalDouble cpu(BrokerSample broker) {
    OptionalDouble seconds = broker.rate(Metric.PROCESS_CPU);
    OptionalDouble cores = gauge(broker, Metric.CORES);
    return seconds.isPresent() && cores.isPresent() && cores.getAsDouble() > 0
        ? OptionalDouble.of(seconds.getAsDouble() / cores.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble gauge(BrokerSample broker, Metric metric) {
    return broker
        .reading(metric)
        .map(reading -> OptionalDouble.of(reading.value()))
        .orElse(OptionalDouble.empty());
  }
}
