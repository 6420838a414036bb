package io.kadvisor.model.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.TopicName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TopicSampleTest {
  @Test
  void shouldBePlainlyInSyncWhenEachIsrNamesTheReplicas() {
    assertThat(topic(IntColumn.of(1, 2), IntColumn.of(2, 3)).plainlyInSync()).isTrue();
  }

  @Test
  void shouldHaveItsPartitionsAskedWhenAReplicaIsMissing() {
    assertThat(topic(IntColumn.of(1, 2), IntColumn.of(2)).plainlyInSync()).isFalse();
  }

  @Test
  void shouldHaveItsPartitionsAskedWhenTheOrderIsAnother() {
    TopicSample topic = topic(IntColumn.of(1, 2), IntColumn.of(3, 2));

    assertThat(topic.plainlyInSync()).isFalse();
    assertThat(topic.isr()).containsExactly(IntColumn.of(1, 2), IntColumn.of(3, 2));
  }

  private static TopicSample topic(IntColumn... isr) {
    List<IntColumn> replicas = List.of(IntColumn.of(1, 2), IntColumn.of(2, 3));
    return new TopicSample(
        Sample.VERSION,
        new ClusterId("c"),
        new TopicName("orders"),
        "id",
        1,
        Instant.EPOCH,
        false,
        false,
        IntColumn.of(1, 2),
        replicas,
        List.of(isr),
        List.of(),
        Optional.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of());
  }
}
