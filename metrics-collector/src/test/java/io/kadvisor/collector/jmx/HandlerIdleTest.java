package io.kadvisor.collector.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.model.sample.Metric;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class HandlerIdleTest {
  private static final String NAME = "test:name=RequestHandlerAvgIdlePercent";

  /** What Kafka shows of a meter. */
  public interface MeterMBean {
    long getCount();

    double getOneMinuteRate();
  }

  /** A meter that the test moves. */
  public static final class Meter implements MeterMBean {
    private long count;
    private double oneMinuteRate;

    @Override
    public long getCount() {
      return count;
    }

    @Override
    public double getOneMinuteRate() {
      return oneMinuteRate;
    }
  }

  private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
  private final Meter meter = new Meter();
  private long now = ManagementFactory.getRuntimeMXBean().getStartTime();
  private final HandlerIdle idle = new HandlerIdle(List.of("test:name=absent", NAME), () -> now);

  HandlerIdleTest() throws Exception {
    beans.registerMBean(meter, new ObjectName(NAME));
    meter.oneMinuteRate = 0.9;
    meter.count = Duration.ofHours(1).toNanos();
  }

  @Test
  void shouldTellTheBrokersOwnAverageWhenItIsTheFirstReading() throws Exception {
    assertThat(read()).isEqualTo(0.9);
  }

  @Test
  void shouldTellTheShareSinceTheLastReadingWhenThereWasOne() throws Exception {
    read();
    pass(Duration.ofSeconds(2), Duration.ofMillis(100));

    assertThat(read()).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void shouldTellTheSameWhenItIsReadAgainAtOnce() throws Exception {
    read();
    pass(Duration.ofSeconds(2), Duration.ofMillis(100));
    read();
    pass(Duration.ofMillis(10), Duration.ofMillis(300));
    assertThat(read()).isCloseTo(0.05, within(1e-9));

    pass(Duration.ofMillis(1990), Duration.ofMillis(700));

    assertThat(read()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shouldBeginAnewWhenTheCountFell() throws Exception {
    read();
    pass(Duration.ofSeconds(2), Duration.ofHours(-1));

    assertThat(read()).isEqualTo(0.9);
  }

  @Test
  void shouldNotPassOneWhenAWaitBeganBeforeTheLastReading() throws Exception {
    read();
    pass(Duration.ofSeconds(2), Duration.ofMillis(2300));

    assertThat(read()).isEqualTo(1);
  }

  @Test
  void shouldBeAbsentWhenNoneOfTheBeansIsThere() throws Exception {
    assertThat(new HandlerIdle(List.of("test:name=absent"), () -> now).read(beans)).isEmpty();
  }

  private void pass(Duration time, Duration waited) {
    now += time.toNanos();
    meter.count += waited.toNanos();
  }

  private double read() throws Exception {
    return idle.read(beans).get(Metric.HANDLER_IDLE);
  }
}
