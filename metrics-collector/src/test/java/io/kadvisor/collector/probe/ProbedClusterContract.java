package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.probe.ProbeLayout.Placed;
import io.kadvisor.collector.probe.ProbedCluster.Receipt;
import io.kadvisor.collector.probe.ProbedCluster.Returned;
import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a probe may rely on, of a cluster with the brokers 1, 2 and 3, one in each rack. */
abstract class ProbedClusterContract {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
  private final List<Returned> back = new ArrayList<>();
  private ProbedCluster cluster;

  /** A connection to a topic that is not there. */
  protected abstract ProbedCluster connect();

  @BeforeEach
  void connectToFreshTopic() {
    cluster = connect();
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  @Test
  void shouldSeeBrokersWithTheirRacksWhenThereIsNoTopic() throws InterruptedException {
    ProbeLayout layout = cluster.layout();

    assertThat(layout.brokers()).containsOnlyKeys(broker(1), broker(2), broker(3));
    assertThat(layout.brokers().get(broker(2))).contains("az2");
    assertThat(layout.partitions()).isEmpty();
  }

  @Test
  void shouldPlaceOnePartitionOnEachBroker() throws InterruptedException {
    cluster.create(Map.of(0, List.of(3), 1, List.of(1)));
    cluster.add(2, List.of(broker(2)));

    await()
        .untilAsserted(
            () -> assertThat(cluster.layout().partitions()).containsExactly(on(3), on(1), on(2)));
  }

  @Test
  void shouldNotMindWhenAnotherHasCreatedTheTopic() throws InterruptedException {
    cluster.create(Map.of(0, List.of(3)));

    cluster.create(Map.of(0, List.of(1), 1, List.of(2)));

    await().untilAsserted(() -> assertThat(cluster.layout().partitions()).containsExactly(on(3)));
  }

  @Test
  void shouldLeaveThePlacementToTheClusterWhenItIsNotGiven() throws InterruptedException {
    cluster.create(3);

    await().untilAsserted(() -> assertThat(cluster.layout().partitions()).hasSize(3));
    assertThat(cluster.layout().partitions())
        .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
  }

  @Test
  void shouldRefuseAnAssignmentToABrokerThatIsNotThere() throws InterruptedException {
    cluster.create(Map.of(0, List.of(3)));

    assertThatThrownBy(() -> cluster.add(1, List.of(broker(77))))
        .isInstanceOfSatisfying(ProbeRefused.class, e -> assertThat(e.passing()).isFalse());
  }

  @Test
  void shouldAcknowledgeAndGiveBackWhatWasSent() throws InterruptedException {
    cluster.create(Map.of(0, List.of(1), 1, List.of(2)));
    await().until(() -> cluster.layout().partitionByLeader().size() == 2);

    send(0, new Token(7, 0));
    send(1, new Token(7, 1));

    await()
        .untilAsserted(
            () -> {
              back.addAll(cluster.poll(Set.of(0, 1), PATIENCE));
              assertThat(back)
                  .containsExactlyInAnyOrder(
                      new Returned(0, new Token(7, 0)), new Returned(1, new Token(7, 1)));
            });
  }

  @Test
  void shouldGoOnReadingWhereItWasWhenAPartitionComesToIt() throws InterruptedException {
    cluster.create(Map.of(0, List.of(1), 1, List.of(2)));
    await().until(() -> cluster.layout().partitionByLeader().size() == 2);
    send(0, new Token(7, 0));
    awaitBack(Set.of(0), 1);

    send(1, new Token(7, 1));
    send(0, new Token(7, 2));

    awaitBack(Set.of(0, 1), 3);
    assertThat(back)
        .extracting(returned -> returned.token().number())
        .containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  /** A cluster may not take a record at once, while it is asked who leads; that is told, too. */
  private void send(int partition, Token token) {
    await()
        .until(
            () -> {
              told.clear();
              cluster.send(partition, token, receipt());
              await().until(() -> !told.isEmpty());
              return told.contains("acknowledged");
            });
  }

  private void awaitBack(Set<Integer> partitions, int count) {
    await()
        .untilAsserted(
            () -> {
              back.addAll(cluster.poll(partitions, PATIENCE));
              assertThat(back).hasSize(count);
            });
  }

  private Receipt receipt() {
    return new Receipt() {
      @Override
      public void acknowledged() {
        told.add("acknowledged");
      }

      @Override
      public void failed(String why) {
        told.add(why);
      }
    };
  }

  private static BrokerId broker(int id) {
    return new BrokerId(id);
  }

  private static Placed on(int id) {
    return new Placed(Optional.of(broker(id)), List.of(broker(id)));
  }
}
