package io.kadvisor.core.memory;

import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The counters of a broker's work at one time.
 *
 * @param cpu milliseconds of CPU time
 * @param in bytes of clients and, as far as it is observed, of replication
 * @param out the same for what goes out
 */
public record Counters(Instant at, Optional<Long> cpu, Optional<Long> in, Optional<Long> out) {

  /** Absent when none was read. */
  public static Optional<Counters> of(BrokerSample broker) {
    Optional<Instant> at =
        Stream.of(Metric.PROCESS_CPU, Metric.BYTES_IN)
            .flatMap(metric -> broker.reading(metric).stream())
            .map(Reading::observedAt)
            .findFirst();
    return at.map(
        time ->
            new Counters(
                time,
                value(broker, Metric.PROCESS_CPU).map(seconds -> Math.round(seconds * 1000)),
                sum(broker, Metric.BYTES_IN, Metric.REPLICATION_BYTES_IN),
                sum(broker, Metric.BYTES_OUT, Metric.REPLICATION_BYTES_OUT)));
  }

  private static Optional<Long> sum(BrokerSample broker, Metric clients, Metric replication) {
    double copied = value(broker, replication).orElse(0.0);
    return value(broker, clients).map(bytes -> Math.round(bytes + copied));
  }

  private static Optional<Double> value(BrokerSample broker, Metric metric) {
    return broker.reading(metric).map(Reading::value);
  }

  /** The growth a second since a row of the history; absent where one of the two is not known. */
  Optional<Double> rate(Optional<Long> now, LongColumn column, LoadMemory.Work work, int row) {
    double seconds = (at.toEpochMilli() - work.at().get(row)) / 1000.0;
    return now.filter(value -> column.has(row) && seconds > 0)
        .map(value -> (value - column.get(row)) / seconds)
        .filter(rate -> rate >= 0);
  }

  /** True when a counter fell: the process is another one. */
  boolean fellSince(LoadMemory.Work work) {
    int last = work.at().size() - 1;
    return last >= 0
        && (fell(cpu, work.cpu(), last)
            || fell(in, work.in(), last)
            || fell(out, work.out(), last));
  }

  private static boolean fell(Optional<Long> now, LongColumn column, int row) {
    return now.isPresent() && column.has(row) && now.get() < column.get(row);
  }
}
