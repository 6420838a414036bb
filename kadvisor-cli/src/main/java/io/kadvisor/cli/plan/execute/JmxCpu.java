package io.kadvisor.cli.plan.execute;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.BrokerReadings.Measured;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.core.planner.live.BrokerCores;
import io.kadvisor.executor.wave.CpuCounters;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What brokers have used of their CPU, over JMX; of those where that is open. */
final class JmxCpu implements CpuCounters {
  private static final double NANOS = 1e9;

  private final ReadingSource readings;
  private final Capacity declared;

  JmxCpu(ReadingSource readings, Capacity declared) {
    this.readings = readings;
    this.declared = declared;
  }

  @Override
  public Map<Integer, Used> read() throws InterruptedException {
    Map<Integer, Used> used = new TreeMap<>();
    readings
        .read()
        .forEach(
            (broker, numbers) ->
                used(broker, numbers).ifPresent(each -> used.put(broker.value(), each)));
    return used;
  }

  private Optional<Used> used(BrokerId broker, BrokerReadings numbers) {
    Optional<Double> told = number(numbers, Metric.CORES).map(Measured::value);
    Optional<Double> cores = BrokerCores.of(declared.of(broker), told);
    return number(numbers, Metric.PROCESS_CPU)
        .filter(time -> cores.isPresent())
        .map(
            time ->
                new Used(
                    time.observedAt(),
                    Duration.ofNanos(Math.round(time.value() * NANOS)),
                    cores.get()));
  }

  private static Optional<Measured> number(BrokerReadings numbers, Metric metric) {
    return numbers.numbers().stream().filter(each -> each.metric() == metric).findFirst();
  }
}
