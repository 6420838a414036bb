package io.kadvisor.collector.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.sample.Metric;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beans as Kafka makes them of its metrics. */
class WantedBeanTest {
  private static final String GROUP = "Produce";

  private final Metrics metrics =
      new Metrics(
          new MetricConfig(),
          List.of(new JmxReporter()),
          Time.SYSTEM,
          new KafkaMetricsContext("quota.test"));
  private final List<Object> read = new ArrayList<>();
  private final WantedBean delay =
      WantedBean.largest(
          Metric.PRODUCE_QUOTA_DELAY, 1e-3, "throttle-time", "quota.test:type=Produce,*");

  @AfterEach
  void close() {
    metrics.close();
  }

  /** Two clients that wait, one that does not, and the length of the queue that all share. */
  private void someAreHeldBack() {
    metrics.sensor("queue").add(metrics.metricName("queue-size", GROUP), new CumulativeSum());
    client("idle");
    client("slowed").record(200);
    client("slowest").record(500);
  }

  private Sensor client(String id) {
    Sensor sensor = metrics.sensor(id);
    Map<String, String> tags = Map.of("user", "", "client-id", id);
    sensor.add(metrics.metricName("throttle-time", GROUP, "", tags), new Avg());
    return sensor;
  }

  private Map<Metric, Double> read() throws Exception {
    return delay.read(noting(ManagementFactory.getPlatformMBeanServer()));
  }

  private MBeanServerConnection noting(MBeanServer beans) {
    return (MBeanServerConnection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MBeanServerConnection.class},
            (proxy, method, given) -> {
              if (method.getName().equals("getAttributes")) {
                read.add(((ObjectName) given[0]).getKeyProperty("client-id"));
              }
              return method.invoke(beans, given);
            });
  }

  @Test
  void shouldReadOnlyClientsThatAreHeldBackWhenAQuotaCountsAll() throws Exception {
    someAreHeldBack();

    assertThat(read()).containsExactly(Map.entry(Metric.PRODUCE_QUOTA_DELAY, 0.5));
    assertThat(read).containsExactlyInAnyOrder("slowed", "slowest");
  }

  @Test
  void shouldTellNothingWhenNobodyIsHeldBack() throws Exception {
    client("idle");

    assertThat(read()).isEmpty();
    assertThat(read).isEmpty();
  }
}
