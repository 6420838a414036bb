package io.kadvisor.core.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutOfSyncTest {
  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic topic = cluster.topic("orders").partition(1, 2, 3).partition(2, 3, 1);

  @Test
  void shouldFindNobodyWhereEachIsrIsItsReplicas() {
    assertThat(sample().plainlyInSync()).isTrue();
    assertThat(found().partitions()).isEmpty();
  }

  @Test
  void shouldFindTheFollowerThatOneIsrLacks() {
    topic.isr(1, 2, 1);

    assertThat(sample().plainlyInSync()).isFalse();
    assertThat(found().partitions()).containsOnlyKeys(new BrokerId(3));
    assertThat(found().leaders(new BrokerId(3))).containsExactly(Map.entry(new BrokerId(2), 1));
  }

  @Test
  void shouldFindNobodyWhereAnIsrHasAnotherOrder() {
    topic.isr(1, 1, 2, 3);

    assertThat(sample().plainlyInSync()).isFalse();
    assertThat(found().partitions()).isEmpty();
  }

  private TopicSample sample() {
    return cluster.topics().get(0);
  }

  private OutOfSync found() {
    return OutOfSync.of(Sweeps.of(cluster));
  }
}
