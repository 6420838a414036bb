package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeOnceTest {
  private final InMemoryProbedCluster cluster = InMemoryProbedCluster.ofThree();
  private final ProbeOnce probe =
      new ProbeOnce(
          "test", ProbeSettings.on("kadvisor.probe", Duration.ofMillis(5), Optional.empty()));

  @Test
  void shouldSendSoManyRecordsToEachBroker() throws InterruptedException {
    ProbeOnce.Result result = probe.run(cluster, 7);

    assertThat(result.brokers()).hasSize(3).allMatch(ProbeOnce.Broker::answered);
    assertThat(result.brokers())
        .allSatisfy(broker -> assertThat(broker.figures().orElseThrow().returned()).isEqualTo(7));
    assertThat(result.routes()).hasSize(3);
  }

  @Test
  void shouldTellABrokerThatLeadsNoPartition() throws InterruptedException {
    cluster.refuseAssignments("PolicyViolation");
    cluster.place(1);
    cluster.place(2);

    ProbeOnce.Result result = probe.run(cluster, 2);

    assertThat(result.brokers())
        .extracting(ProbeOnce.Broker::answered)
        .containsExactly(true, true, false);
    assertThat(result.brokers().get(2).why()).contains("no partition").contains("PolicyViolation");
  }

  @Test
  void shouldRefuseWhenThereIsNoTopicAndNoneMayBeMade() {
    cluster.refuseAll("TopicAuthorization", false);

    assertThatThrownBy(() -> probe.run(cluster, 2))
        .isInstanceOf(ProbeRefused.class)
        .hasMessageContaining("TopicAuthorization");
  }
}
