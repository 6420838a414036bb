package io.kadvisor.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.collector.jmx.JmxSource;
import io.kadvisor.collector.lease.InMemoryLeases;
import io.kadvisor.collector.probe.Prober;
import io.kadvisor.collector.publish.InMemoryHome;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.model.ClusterId;
import io.kadvisor.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Lanes with their own threads. */
class LanesTest {
  private static final Duration PERIOD = Duration.ofMillis(20);
  private final Topics topics = new Topics("kadvisor.");
  private final InMemoryHome home = new InMemoryHome(new ClusterId("apart"), topics);
  private final Pause pause = new Pause();
  private final SelfNames self = new SelfNames(List.of("kadvisor."), List.of("kadvisor"));

  /** Answers only when it is let, and counts how many read at once. */
  private static final class SlowCluster implements FactSource {
    private final InMemoryCluster cluster = new InMemoryCluster();
    private final CountDownLatch let = new CountDownLatch(1);
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Override
    public Facts read(SweepPlan plan) throws InterruptedException {
      mostAtOnce.accumulateAndGet(reading.incrementAndGet(), Math::max);
      try {
        let.await();
        return cluster.read(plan);
      } finally {
        reading.decrementAndGet();
      }
    }

    @Override
    public void close() {}
  }

  private Lane lane(String alias, FactSource source) {
    var watched = new WatchedCluster(alias, Map.of(), PERIOD, PERIOD, JmxSettings.CLOSED);
    var readings = new JmxSource(JmxSettings.CLOSED, PERIOD, Clock.systemUTC());
    var settings = new CollectorSettings("c-1", Map.of(), topics, self, List.of(watched));
    return new Lane(
        new Lane.Parts(
            watched,
            source,
            readings,
            Prober.NONE,
            new SampleBuilder(self),
            home,
            new InMemoryLeases()),
        settings,
        Clock.systemUTC(),
        pause);
  }

  private void awaitMarks(BooleanSupplier wanted) {
    await().atMost(Duration.ofSeconds(120)).until(wanted::getAsBoolean);
  }

  @Test
  void shouldGoOnWithTheOthersWhenOneClusterHangs() {
    SlowCluster hung = new SlowCluster();
    try (Lane stuck = lane("stuck", hung);
        Lane well = lane("well", new InMemoryCluster())) {
      stuck.start();
      well.start();

      awaitMarks(() -> home.marks().size() >= 3);

      assertThat(home.marks()).allMatch(mark -> mark.alias().equals("well"));
      pause.end();
    }
  }

  @Test
  void shouldNeverReadTwiceAtOnceWhenASweepTakesLongerThanItsPeriod() {
    SlowCluster slow = new SlowCluster();
    try (Lane lane = lane("slow", slow)) {
      lane.start();
      await()
          .pollDelay(PERIOD.multipliedBy(5))
          .atMost(Duration.ofSeconds(120))
          .until(() -> slow.reading.get() == 1);
      slow.let.countDown();

      awaitMarks(() -> home.marks().size() >= 3);

      assertThat(slow.mostAtOnce.get()).isEqualTo(1);
      assertThat(home.marks())
          .extracting(mark -> mark.sweepAt())
          .isSorted()
          .doesNotHaveDuplicates();
      pause.end();
    }
  }
}
