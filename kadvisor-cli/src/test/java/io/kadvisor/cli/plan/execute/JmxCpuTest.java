package io.kadvisor.cli.plan.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.BrokerReadings.Measured;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.executor.wave.CpuCounters.Used;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JmxCpuTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private static BrokerReadings numbers(Measured... measured) {
    return new BrokerReadings("1", List.of(measured), Optional.empty());
  }

  private static Measured number(Metric metric, double value) {
    return new Measured(metric, value, NOW);
  }

  private static Map<Integer, Used> read(
      Map<BrokerId, BrokerReadings> readings, Resources everyBroker) throws Exception {
    var source =
        new ReadingSource() {
          @Override
          public Map<BrokerId, BrokerReadings> read() {
            return readings;
          }

          @Override
          public SourceStatus status() {
            return new SourceStatus(Fact.Source.JMX, true, Optional.empty());
          }

          @Override
          public void close() {}
        };
    var declared = new Capacity(everyBroker, Map.of(), Duration.ofHours(1), 3, Optional.empty());
    return new JmxCpu(source, declared).read();
  }

  private static Resources declared(Optional<Double> cores, Optional<String> type) {
    return new Resources(cores, Optional.empty(), Optional.empty(), Optional.empty(), type);
  }

  @Test
  void shouldTellTheTimeThatAProcessHasUsedAndItsCores() throws Exception {
    var readings =
        Map.of(
            new BrokerId(1), numbers(number(Metric.PROCESS_CPU, 90.5), number(Metric.CORES, 4)),
            new BrokerId(2), numbers(number(Metric.CORES, 4)),
            new BrokerId(3), BrokerReadings.failed("JMX at kafka-3:9999 gives nothing"));

    assertThat(read(readings, Resources.UNKNOWN))
        .isEqualTo(Map.of(1, new Used(NOW, Duration.ofMillis(90_500), 4)));
  }

  @Test
  void shouldTakeCoresThatAreDeclaredOrThoseOfTheTypeWhereTheBrokerTellsNone() throws Exception {
    var readings = Map.of(new BrokerId(1), numbers(number(Metric.PROCESS_CPU, 8)));

    assertThat(read(readings, declared(Optional.of(6.0), Optional.of("kafka.m7g.large"))).get(1))
        .isEqualTo(new Used(NOW, Duration.ofSeconds(8), 6));
    assertThat(read(readings, declared(Optional.empty(), Optional.of("kafka.m7g.large"))).get(1))
        .isEqualTo(new Used(NOW, Duration.ofSeconds(8), 2));
    assertThat(read(readings, Resources.UNKNOWN)).isEmpty();
  }
}
