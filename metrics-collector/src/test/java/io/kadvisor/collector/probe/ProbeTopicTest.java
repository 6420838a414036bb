package io.kadvisor.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeTopicTest {
  private final InMemoryProbedCluster cluster = InMemoryProbedCluster.ofThree();
  private final AtomicLong nanos = new AtomicLong();
  private final ProbeTopic topic = new ProbeTopic(cluster, nanos::get);

  @Test
  void shouldPlaceOnePartitionOnEachBroker() throws InterruptedException {
    topic.tend();

    assertThat(topic.changed()).isTrue();
    assertThat(topic.tend().partitionByLeader())
        .containsOnlyKeys(new BrokerId(1), new BrokerId(2), new BrokerId(3));
    assertThat(topic.changed()).isFalse();
    assertThat(cluster.asked()).containsExactly("create {0=[1], 1=[2], 2=[3]}");
  }

  @Test
  void shouldAddAPartitionWhenABrokerJoins() throws InterruptedException {
    topic.tend();
    cluster.join(4, "az1");

    topic.tend();

    assertThat(topic.tend().partitionByLeader()).containsEntry(new BrokerId(4), 3);
    assertThat(cluster.asked()).hasSize(2);
  }

  @Test
  void shouldLetABrokerThatLeftKeepItsPartition() throws InterruptedException {
    topic.tend();
    cluster.leave(3);

    ProbeLayout layout = topic.tend();

    assertThat(layout.partitionByLeader()).doesNotContainKey(new BrokerId(3));
    assertThat(layout.partitions()).hasSize(3);
    assertThat(cluster.asked()).hasSize(1);
  }

  @Test
  void shouldGiveABrokerAnotherPartitionWhenItComesBackWithoutItsOwn() throws InterruptedException {
    topic.tend();
    loseDiskOf(3);

    pass(Duration.ofSeconds(5));
    topic.tend();

    assertThat(topic.changed()).isTrue();
    assertThat(topic.tend().partitionByLeader()).containsEntry(new BrokerId(3), 3);
    pass(Duration.ofMinutes(1));
    topic.tend();
    assertThat(cluster.asked()).containsExactly("create {0=[1], 1=[2], 2=[3]}", "add [3]");
  }

  @Test
  void shouldGiveNoPartitionUpWhenItIsLedAgainSoon() throws InterruptedException {
    topic.tend();
    loseDiskOf(3);
    pass(Duration.ofSeconds(4));
    topic.tend();
    cluster.comeBack(3, "az3", 2);

    pass(Duration.ofMinutes(1));

    assertThat(topic.tend().partitionByLeader()).containsEntry(new BrokerId(3), 2);
    assertThat(cluster.asked()).hasSize(1);
  }

  @Test
  void shouldCountFromTheLastReturnWhenABrokerComesAndGoes() throws InterruptedException {
    topic.tend();
    loseDiskOf(3);
    cluster.leave(3);
    pass(Duration.ofMinutes(1));
    topic.tend();
    cluster.join(3, "az3");

    pass(Duration.ofSeconds(4));
    topic.tend();

    assertThat(cluster.asked()).hasSize(1);
  }

  @Test
  void shouldTakeTheLaterPartitionWhenABrokerThatLostOneRestarts() throws InterruptedException {
    topic.tend();
    loseDiskOf(3);
    pass(Duration.ofSeconds(5));
    topic.tend();
    cluster.leave(3);
    topic.tend();

    cluster.comeBack(3, "az3", 3);
    pass(Duration.ofMinutes(1));

    assertThat(topic.tend().partitionByLeader()).containsEntry(new BrokerId(3), 3);
    assertThat(cluster.asked()).hasSize(2);
  }

  @Test
  void shouldAskForNoMoreWhenABrokerLosesOneAfterTheOther() throws InterruptedException {
    topic.tend();
    for (int loss = 0; loss < 20; loss++) {
      loseDiskOf(3);
      pass(Duration.ofSeconds(5));
      topic.tend();
    }

    assertThat(topic.tend().partitions()).hasSize(2 + 10);
    assertThat(topic.refused()).contains("broker 3 has lost 10 of them and gets no more");
  }

  private void loseDiskOf(int broker) throws InterruptedException {
    cluster.leave(broker);
    topic.tend();
    cluster.join(broker, "az" + broker);
    topic.tend();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void shouldTakeTheClustersOwnPlacementWhenAnAssignmentIsRefused() throws InterruptedException {
    cluster.refuseAssignments("PolicyViolation: a factor of 3 is wanted");

    topic.tend();

    assertThat(topic.tend().partitionByLeader()).hasSize(3);
    assertThat(cluster.asked()).containsExactly("create {0=[1], 1=[2], 2=[3]}", "create 3");
    assertThat(topic.refused()).isEmpty();
  }

  @Test
  void shouldLeaveATopicAsItIsWhoseReplicasSomebodyElsePlaced() throws InterruptedException {
    cluster.place(1, 2);
    cluster.place(1, 3);

    ProbeLayout layout = topic.tend();

    assertThat(layout.partitionByLeader()).containsOnlyKeys(new BrokerId(1));
    assertThat(cluster.asked()).isEmpty();
  }

  @Test
  void shouldAskAgainOnlyLaterWhenItWasRefused() throws InterruptedException {
    cluster.refuseAll("TopicAuthorization", false);
    topic.tend();
    topic.tend();
    int first = cluster.asked().size();
    String why = topic.refused().orElseThrow();

    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    cluster.allow();
    topic.tend();

    assertThat(first).isEqualTo(2);
    assertThat(why).isEqualTo("TopicAuthorization");
    assertThat(topic.changed()).isTrue();
    assertThat(topic.refused()).isEmpty();
  }

  @Test
  void shouldAskAgainAtOnceWhenTheRefusalPasses() throws InterruptedException {
    cluster.refuseAll("no answer in time", true);
    topic.tend();
    cluster.allow();

    topic.tend();

    assertThat(topic.changed()).isTrue();
    assertThat(cluster.asked()).hasSize(2);
  }
}
