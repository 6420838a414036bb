package io.kadvisor.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.jmx.JmxSettings;
import io.kadvisor.collector.jmx.JmxSource;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookTest {
  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00.000Z"));
  private final InMemoryCluster cluster = new InMemoryCluster();

  @Test
  void shouldTellRatesAndSizesWhenItLookedTwice() throws Exception {
    cluster.createTopic("orders", 1);
    cluster.append("orders", 0, 5);

    TopicSample seen = look();

    assertThat(seen.previousLatest().get(0)).isEqualTo(5);
    assertThat(seen.latest().get(0)).isEqualTo(12);
    assertThat(seen.previousAt()).isPresent();
    assertThat(seen.replicaBytes()).hasSize(1);
    assertThat(cluster.reads()).isEqualTo(2);
  }

  private TopicSample look() throws InterruptedException {
    var watched =
        new WatchedCluster(
            "shop", Map.of(), Duration.ofSeconds(5), Duration.ofSeconds(60), JmxSettings.CLOSED);
    var readings = new JmxSource(watched.jmx(), Duration.ofSeconds(1), clock);
    try (Look look = new Look(watched, new Growing(), readings, clock)) {
      return look.twice(Duration.ZERO).samples().topics().get(0);
    }
  }

  /** Seven records more after each read. */
  private final class Growing implements FactSource {
    @Override
    public Facts read(SweepPlan plan) {
      Facts facts = cluster.read(plan);
      cluster.append("orders", 0, 7);
      return facts;
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
