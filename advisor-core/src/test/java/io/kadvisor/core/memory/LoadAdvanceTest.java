package io.kadvisor.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.core.memory.LoadMemory.Filling;
import io.kadvisor.model.BrokerId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadAdvanceTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private final LoadedCluster cluster = LoadedCluster.of(1);

  private LoadMemory memory() {
    return cluster.memory().of(new BrokerId(1)).load();
  }

  private MeanLoad mean() {
    var sample = cluster.sweep(false).brokers().get(new BrokerId(1));
    return MeanLoad.of(memory(), Counters.of(sample), WINDOW).orElseThrow();
  }

  @Test
  void shouldAverageOverTheWindowWhateverTheCadence() {
    cluster.cpu(4).lookFor(WINDOW);
    cluster.cpu(1).lookFor(WINDOW.multipliedBy(2));
    assertThat(mean().cores().orElseThrow()).isEqualTo(1.0, within(0.001));
    cluster.cpu(3).lookFor(Duration.ofMinutes(5));

    assertThat(mean().cores().orElseThrow()).isBetween(1.8, 2.1);
    assertThat(mean().over()).isBetween(WINDOW, WINDOW.plusMinutes(3));
  }

  @Test
  void shouldKeepFewCountersAndFewLevelsHoweverLongItWatches() {
    cluster.volume(1, "v1", 1 << 30, 0).fills(1, 1000).lookFor(Duration.ofHours(10));
    Filling filling = memory().filling().orElseThrow();

    assertThat(memory().work().at().size()).isBetween(5, 7);
    assertThat(filling.levels()).isBetween(6, 12);
    assertThat(Duration.ofMillis(filling.at().get(filling.levels() - 1) - filling.at().get(0)))
        .isBetween(Duration.ofHours(5), Duration.ofHours(8));
  }

  @Test
  void shouldChangeSeldomWhenSweepsComeOften() {
    cluster.cpu(1).volume(1, "v1", 1 << 30, 1 << 20).lookFor(Duration.ofHours(1));
    int changes = 0;
    for (int sweep = 0; sweep < 120; sweep++) {
      LoadMemory before = memory();
      cluster.look();
      changes += before.equals(memory()) ? 0 : 1;
    }

    assertThat(changes).isLessThanOrEqualTo(8);
  }

  @Test
  void shouldBeginAnewWhenTheProcessOrTheVolumeIsAnother() {
    cluster.cpu(1).volume(1, "v1", 1 << 30, 1 << 20).lookFor(WINDOW);
    cluster.restart(1).volume(1, "v2", 1 << 30, 1 << 20).look();

    assertThat(memory().work().at().size()).isEqualTo(1);
    assertThat(memory().filling().orElseThrow().volume()).isEqualTo("v2");
    assertThat(memory().filling().orElseThrow().levels()).isEqualTo(1);
  }

  @Test
  void shouldKeepWhatItKnewWhenNothingIsRead() {
    cluster.cpu(1).lookFor(WINDOW);
    LoadMemory before = memory();
    cluster.withoutJmx(1).lookFor(WINDOW);

    assertThat(memory()).isEqualTo(before);
  }
}
