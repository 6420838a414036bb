package io.kadvisor.core.rule.broker;

import io.kadvisor.core.memory.Speed;
import io.kadvisor.core.rule.broker.RequestParts.Part;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.unit.Unit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a broker's own gauges say beside its slowness: where to look, not whether it is slow. */
record Gauges(BrokerSample broker) {
  /** What belongs to a part of a request's time; what was not read is left out. */
  Stream<Evidence> beside(Part part, RequestParts request, Peers peers) {
    return switch (part) {
      case QUEUE -> Stream.of(requestQueue(), handlersIdle()).flatMap(Optional::stream);
      case LOCAL -> Stream.of(logFlush(peers), handlersIdle()).flatMap(Optional::stream);
      case REMOTE -> producePurgatory().stream();
      case RESPONSE -> Stream.of(responseQueue(), networkIdle()).flatMap(Optional::stream);
      case THROTTLE -> quotaDelay(request).stream();
    };
  }

  Optional<Evidence> handlersIdle() {
    return idle(Metric.HANDLER_IDLE, "request handlers");
  }

  private Optional<Evidence> networkIdle() {
    return idle(Metric.NETWORK_IDLE, "network threads");
  }

  private Optional<Evidence> idle(Metric metric, String threads) {
    return read(metric)
        .map(
            reading ->
                seen(
                    reading,
                    "The "
                        + threads
                        + " of "
                        + broker.subject()
                        + " are idle for "
                        + Unit.RATIO.show(reading.value())
                        + " of the time"));
  }

  private Optional<Evidence> requestQueue() {
    return count(Metric.REQUEST_QUEUE, "requests wait for a request handler of");
  }

  private Optional<Evidence> responseQueue() {
    return count(Metric.RESPONSE_QUEUE, "answers wait for a network thread of");
  }

  Optional<Evidence> producePurgatory() {
    return count(Metric.PRODUCE_PURGATORY, "produce requests wait for followers on");
  }

  Optional<Evidence> fetchPurgatory() {
    return count(Metric.FETCH_PURGATORY, "fetches wait for records on");
  }

  private Optional<Evidence> count(Metric metric, String what) {
    return read(metric)
        .map(
            reading ->
                seen(
                    reading,
                    Unit.COUNT.show(reading.value()) + " " + what + " " + broker.subject()));
  }

  /** A broker that has not flushed a log of late says zero. */
  Optional<Evidence> logFlush(Peers peers) {
    return read(Metric.LOG_FLUSH)
        .filter(reading -> reading.value() > 0)
        .map(
            reading ->
                seen(
                    reading,
                    "Flushing a log takes "
                        + Millis.show(reading.value())
                        + " on "
                        + broker.subject()
                        + " (p99)"
                        + peers
                            .median(peer -> Speed.fresh(peer, Metric.LOG_FLUSH).map(Reading::value))
                            .map(others -> "; on its peers " + Millis.show(others))
                            .orElse("")));
  }

  private Optional<Evidence> quotaDelay(RequestParts request) {
    return read(request.quotaDelay())
        .map(
            reading ->
                seen(
                    reading,
                    "The client that a quota holds back most on "
                        + broker.subject()
                        + " waits "
                        + Millis.show(reading.value())
                        + " a "
                        + request.noun()
                        + " on average"));
  }

  /** The heap in use after a garbage collection, when it is more than this share of the most. */
  Optional<Evidence> heapAbove(double share, String source) {
    Optional<Reading> most = read(Metric.HEAP_MAX).filter(reading -> reading.value() > 0);
    return read(Metric.HEAP_AFTER_GC)
        .filter(used -> most.isPresent() && used.value() > share * most.get().value())
        .map(
            used ->
                heap(used, most.orElseThrow().value())
                    .against(Evidence.Comparison.ABOVE, share, source));
  }

  private Evidence heap(Reading used, double most) {
    return Evidence.of(
        broker.subject(),
        name(used.metric()),
        used.value() / most,
        Unit.RATIO,
        used.observedAt(),
        "After a garbage collection "
            + Unit.BYTES.show(used.value())
            + " of "
            + Unit.BYTES.show(most)
            + " heap are in use on "
            + broker.subject());
  }

  private Optional<Reading> read(Metric metric) {
    return Speed.fresh(broker, metric);
  }

  private Evidence seen(Reading reading, String sentence) {
    return Evidence.of(
        broker.subject(),
        name(reading.metric()),
        reading.value(),
        reading.metric().unit(),
        reading.observedAt(),
        sentence);
  }

  private static String name(Metric metric) {
    return "broker." + metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
