package io.kadvisor.core.planner.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveClusterTest {
  private static final long MEGABYTES = 1024 * 1024;
  private final SampledCluster cluster = SampledCluster.of(3);
  private final SampledTopic orders =
      cluster
          .topic("orders")
          .partition(1, 2)
          .partition(2, 3)
          .start(1000, 0)
          .end(10_000, 10_000)
          .bytesEach(20 * MEGABYTES)
          .grown(Duration.ofSeconds(10), 1000, 0);
  private LiveCluster live;

  private ClusterModel model() {
    live = new LiveCluster(Sweeps.of(cluster), Capacity.UNDECLARED);
    var builder = new ClusterModelBuilder();
    live.addTo(builder, broker -> false);
    try {
      return builder.build();
    } catch (InvalidModelException faults) {
      throw new AssertionError(faults);
    }
  }

  @Test
  void shouldTakeSizesFromLogDirectoriesAndTrafficFromOffsets() {
    ClusterModel model = model();

    assertThat(model.topics()).containsExactly("orders");
    assertThat(model.disk(0)).isEqualTo(20);
    // 100 records a second of 2,097 bytes each
    assertThat(model.nwIn(0)).isCloseTo(204.8, within(1e-9));
    assertThat(model.nwIn(1)).isCloseTo(204.8, within(1e-9));
    // read once, as no group was seen
    assertThat(model.leadingOut(0)).isCloseTo(204.8, within(1e-9));
    assertThat(model.nwIn(2)).isZero();
    assertThat(live.notes()).noneMatch(note -> note.contains("partitions is not known"));
  }

  @Test
  void shouldTakeAVolumeForThatOfTheMiddleOneWhenItIsNotKnown() {
    cluster.broker(1).volume(800 * MEGABYTES, 780 * MEGABYTES);
    cluster.broker(2).volume(900 * MEGABYTES, 860 * MEGABYTES);

    assertThat(model().brokers())
        .extracting(broker -> broker.capacity().disk())
        .containsExactly(800.0, 900.0, 800.0);
    assertThat(live.notes())
        .contains(
            "The size of the volumes of brokers [3] is not known, so it is taken to be that of the"
                + " middle one of the others: declare it (policy.capacity, storage).");
  }

  @Test
  void shouldShareTheCpuOfABrokerByBytes() {
    for (int broker = 1; broker <= 3; broker++) {
      cluster.broker(broker).reading(cpuSeconds(4)).reading(gauge(Metric.CORES, 4));
    }
    ClusterModel model = model();

    // one core of four for ten seconds is 10 % of the broker: broker 1 leads, 2 and 3 follow
    double whole = model.following(0, Resource.CPU.column()) + model.leadingCpu(0);
    assertThat(whole).isCloseTo(10, within(1e-9));
    assertThat(model.following(1, Resource.CPU.column())).isCloseTo(10, within(1e-9));
    assertThat(live.notes()).noneMatch(note -> note.contains("CPU"));
  }

  @Test
  void shouldSayWhatIsNotKnownAndLimitNothingByIt() {
    ClusterModel model = model();

    assertThat(model.brokers().get(0).capacity().disk()).isGreaterThan(1e9);
    assertThat(live.notes())
        .anyMatch(note -> note.startsWith("CPU is not known"))
        .anyMatch(note -> note.contains("volumes of brokers [1, 2, 3]"))
        .anyMatch(note -> note.contains("network of brokers [1, 2, 3]"));
  }

  @Test
  void shouldCountFreeSpaceAndOwnBytesAsCapacity() {
    cluster.broker(2).volume(1000 * MEGABYTES, 600 * MEGABYTES);

    assertThat(model().brokers().get(1).capacity().disk()).isEqualTo(1000);
  }

  @Test
  void shouldGiveEachBrokerARackOfItsOwnWhenNoneHasOne() {
    List.of(1, 2, 3).forEach(id -> cluster.broker(id).withoutRack());

    assertThat(model().racks()).containsExactly("none-1", "none-2", "none-3");
    assertThat(live.notes()).anyMatch(note -> note.startsWith("No broker has a rack"));
  }

  @Test
  void shouldNameTheBrokerWithoutARackWhenOthersHaveOne() {
    cluster.broker(2).withoutRack();

    assertFault("brokers[1].rack: missing: each broker needs its rack");
  }

  @Test
  void shouldRefuseToPlanForABrokerThatIsAwayUnlessItIsRemoved() {
    cluster.broker(3).membership(Membership.ABSENT);

    assertFault(
        "broker 3: holds replicas and is not there (ABSENT): start it, or plan without it with"
            + " --remove-broker 3");
    live = new LiveCluster(Sweeps.of(cluster), Capacity.UNDECLARED);
    var builder = new ClusterModelBuilder();
    live.addTo(builder, broker -> broker.id() == 3);
    assertThat(faultsOf(builder)).isEmpty();
  }

  @Test
  void shouldWarnOfWhatMustEndBeforeAnythingIsMoved() {
    orders.isr(0, 1).leader(1, -1);
    ClusterModel model = model();

    assertThat(model.brokerOf(model.leaderOf(1))).isEqualTo(1);
    assertThat(live.notes())
        .anyMatch(note -> note.startsWith("1 partitions are under-replicated"))
        .anyMatch(note -> note.startsWith("1 partitions have no leader"));
  }

  @Test
  void shouldMarkReplicasWhoseVolumeIsBroken() {
    cluster.broker(2).brokenVolume();
    orders.isr(0, 1).bytes(new long[] {20 * MEGABYTES, LongColumn.ABSENT}, new long[] {5, 5});
    ClusterModel model = model();

    assertThat(model.isOffline(1)).as("out of the ISR, and in no directory").isTrue();
    assertThat(model.isOffline(2)).as("in sync on another volume").isFalse();
    assertThat(live.notes())
        .anyMatch(note -> note.startsWith("1 replicas are on volumes out of service"))
        .noneMatch(note -> note.contains("under-replicated"));
  }

  @Test
  void shouldKnowWhatATopicAsksFor() {
    orders.minInsync(1);
    assertThat(model().minInsyncReplicas(0)).hasValue(1);

    orders.withoutConfig();
    assertThat(model().minInsyncReplicas(0)).isEmpty();
  }

  @Test
  void shouldTakeAFollowerThatOnlyLagsForNoBrokenVolume() {
    cluster.broker(2).brokenVolume();
    orders.isr(0, 1);

    assertThat(model().isOffline(1)).isFalse();
    assertThat(live.notes()).anyMatch(note -> note.startsWith("1 partitions are under-repl"));
  }

  @Test
  void shouldTellHowFarTheEstimateIsFromTheBrokersOwnFigures() {
    cluster
        .broker(2)
        .reading(counter(Metric.BYTES_IN, 0))
        .reading(counter(Metric.REPLICATION_BYTES_IN, 2_621_440));
    model();

    assertThat(live.deviations())
        .singleElement()
        .satisfies(
            deviation -> {
              assertThat(deviation.broker()).isEqualTo(2);
              assertThat(deviation.measure()).isEqualTo("bytes in");
              assertThat(deviation.relative()).isCloseTo(-0.2, within(1e-9));
            });
  }

  private void assertFault(String fault) {
    live = new LiveCluster(Sweeps.of(cluster), Capacity.UNDECLARED);
    var builder = new ClusterModelBuilder();
    live.addTo(builder, broker -> false);
    assertThatThrownBy(builder::build).hasMessage(fault);
  }

  private static List<String> faultsOf(ClusterModelBuilder builder) {
    try {
      builder.build();
      return List.of();
    } catch (InvalidModelException faults) {
      return faults.faults();
    }
  }

  private Reading cpuSeconds(double grown) {
    return counter(Metric.PROCESS_CPU, grown);
  }

  /** Grown by so much in the last ten seconds. */
  private Reading counter(Metric metric, double grown) {
    Instant before = cluster.now().minusSeconds(10);
    return new Reading(
        metric,
        1000 + grown,
        cluster.now(),
        Fact.Source.JMX,
        Optional.of(new Reading.Previous(1000, before)));
  }

  private Reading gauge(Metric metric, double value) {
    return new Reading(metric, value, cluster.now(), Fact.Source.JMX, Optional.empty());
  }
}
