package io.kadvisor.core.rule.capacity;

import static io.kadvisor.core.capacity.LoadedCluster.GIB;
import static io.kadvisor.core.capacity.LoadedCluster.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.Finding.State;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Capacity.Resources;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityRuleTest {
  private static final String RULE = "capacity";
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofMinutes(30);

  /** Four cores each, as the brokers say themselves. */
  private final LoadedCluster cluster = LoadedCluster.of(3);

  private Optional<State> state() {
    return cluster.finding(RULE).map(Finding::state);
  }

  private Finding fired() {
    assertThat(state()).contains(State.FIRING);
    return cluster.finding(RULE).orElseThrow();
  }

  @Test
  void shouldTellCpuWhenItIsAboveItsShareForLong() {
    cluster.cpu(2.9).lookFor(LONG);

    Finding finding = fired();
    assertThat(finding.cause()).isEqualTo("cpu");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.brokers())
        .isEqualTo(Set.of(new BrokerId(1), new BrokerId(2), new BrokerId(3)));
    assertThat(finding.evidence().get(0).sentence())
        .isEqualTo("Broker 1 uses 72.5 % of its CPU: 2.90 of 4 cores");
    assertThat(finding.evidence().get(0).threshold().orElseThrow().value()).isEqualTo(0.7);
  }

  @Test
  void shouldStayQuietWhenCpuIsJustBelow() {
    cluster.cpu(2.79).lookFor(LONG);

    assertThat(cluster.times()).isZero();
  }

  @Test
  void shouldStayQuietWhenItIsABurst() {
    for (int burst = 0; burst < 4; burst++) {
      cluster.cpu(4).lookFor(Duration.ofMinutes(5));
      cluster.cpu(0.5).lookFor(Duration.ofMinutes(10));
    }

    assertThat(cluster.times()).isZero();
  }

  @Test
  void shouldGoByDeclaredCoresWhenThePolicyNamesThem() {
    cluster.declare(0.4, 100 * MIB).cpu(0.33, 0.1, 0.1).lookFor(LONG);

    assertThat(fired().brokers()).containsExactly(new BrokerId(1));
  }

  @Test
  void shouldRecoverOnlyWhenCpuIsCalm() {
    cluster.cpu(2.9).lookFor(LONG);
    cluster.cpu(2.6).lookFor(LONG);
    assertThat(state()).contains(State.FIRING);
    cluster.cpu(2.3).lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldBeOneBreachWhenCpuWavers() {
    for (int wave = 0; wave < 6; wave++) {
      cluster.cpu(3.0).lookFor(WINDOW);
      cluster.cpu(2.6).lookFor(WINDOW);
    }

    assertThat(cluster.times()).isEqualTo(1);
  }

  @Test
  void shouldRecoverWhenAnotherResourceIsInItsBandOrUnseen() {
    cluster.cpu(2.9).volume(1, "v1", 100 * GIB, 75 * GIB).lookFor(LONG);
    assertThat(fired().cause()).isEqualTo("cpu");
    cluster.cpu(1).lookFor(LONG);
    assertThat(state()).isEmpty();
    cluster.volume(1, "v1", 100 * GIB, 85 * GIB).lookFor(LONG);
    assertThat(fired().cause()).isEqualTo("storage");
    cluster.withoutJmx(1).volume(1, "v1", 100 * GIB, 50 * GIB).lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldNotRecoverWhenCpuIsNotReadAnyMore() {
    cluster.cpu(2.9).lookFor(LONG);
    cluster.withoutJmx(1, 2, 3).lookFor(LONG);

    assertThat(state()).contains(State.FIRING);
  }

  @Test
  void shouldSayNothingOfCpuWhenItWasNeverRead() {
    cluster.withoutJmx(1, 2, 3).cpu(4);
    cluster.volume(1, "v1", 100 * GIB, 85 * GIB).lookFor(LONG);

    assertThat(fired().cause()).isEqualTo("storage");
    assertThat(fired().missing()).anyMatch(sentence -> sentence.startsWith("CPU"));
  }

  @Test
  void shouldHoldStillWhenABrokerIsAway() {
    cluster.lookFor(WINDOW);
    cluster.membership(3, Membership.FENCED).cpu(3.6).lookFor(LONG);

    assertThat(state()).isEmpty();
  }

  @Test
  void shouldNotJudgeByWhatABrokerDidWhileItCaughtUp() {
    cluster.cpu(2.9).lookFor(Duration.ofMinutes(12));
    cluster.membership(3, Membership.FENCED).lookFor(Duration.ofMinutes(1));
    cluster.membership(3, Membership.LISTED).cpu(3.6).lookFor(WINDOW);
    cluster.cpu(0.5).lookFor(LONG);

    assertThat(cluster.times()).isZero();
  }

  @Test
  void shouldTakeARestartForNoNegativeWork() {
    cluster.cpu(1).lookFor(WINDOW);
    cluster.restart(1).lookFor(WINDOW);
    cluster.cpu(2.9).lookFor(LONG);

    assertThat(fired().cause()).isEqualTo("cpu");
  }

  @Test
  void shouldTellNetworkOnlyWhereItIsDeclared() {
    cluster.traffic(1, 90.0 * MIB, 20.0 * MIB).lookFor(LONG);
    assertThat(state()).isEmpty();
    cluster.declare(4, 100 * MIB).lookFor(LONG);

    assertThat(fired().cause()).isEqualTo("network-in");
    assertThat(fired().evidence().get(0).sentence())
        .isEqualTo("Broker 1 takes in 90.0 % of what its network can: 90.0 MiB/s of 100.0 MiB/s");
  }

  @Test
  void shouldNameTheShortestFirstAndTheNextAfterIt() {
    cluster.declare(4, 100 * MIB).cpu(3.9, 1, 1).traffic(2, 20.0 * MIB, 75.0 * MIB);
    cluster.lookFor(LONG);

    assertThat(fired().cause()).isEqualTo("cpu");
    assertThat(fired().evidence())
        .extracting(Evidence::metric)
        .startsWith("cpu.used", "network-out.used");
  }

  @Test
  void shouldCountASharedVolumeOnceWhenAllBrokersReportIt() {
    for (int id = 1; id <= 3; id++) {
      cluster.volume(id, "shared", 100 * GIB, 83 * GIB).foreign(id, 50 * GIB);
    }
    cluster.lookFor(LONG);

    assertThat(fired().evidence())
        .filteredOn(e -> e.metric().equals("storage.used"))
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.sentence())
                    .contains("brokers 1, 2 and 3 share")
                    .contains("of which 99.0 GiB are replicas"));
  }

  @Test
  void shouldStayQuietWhenAVolumeIsFullOfOtherThings() {
    cluster.volume(1, "v1", 100 * GIB, 85 * GIB).foreign(1, 84 * GIB).lookFor(LONG);
    assertThat(state()).isEmpty();
    cluster.volume(1, "v1", 100 * GIB, 95 * GIB).foreign(1, 94 * GIB).lookFor(LONG);

    assertThat(fired().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void shouldForetellWhenAVolumeIsFull() {
    cluster.volume(1, "v1", 100 * GIB, 70 * GIB).fills(1, 2.0 * MIB);
    cluster.lookFor(Duration.ofMinutes(100));

    Finding finding = fired();
    assertThat(finding.cause()).isEqualTo("storage");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void shouldGoByDeclaredStorageWhenABrokerDoesNotTellItsVolumes() {
    Resources storage =
        new Resources(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new DataSize(100 * GIB)),
            Optional.empty());
    cluster.declare(new Capacity(storage, Map.of(), Duration.ofHours(1), 3, Optional.empty()));
    cluster.volume(1, "v1", 1000 * GIB, 90 * GIB).lookFor(LONG);

    assertThat(fired().evidence().get(0).sentence())
        .isEqualTo(
            "The declared storage of broker 1 is used to 90.0 %: 90.0 GiB of 100.0 GiB, of which 90.0 GiB are replicas");
  }

  @Test
  void shouldTellPartitionsWhenABrokerHoldsMoreThanWanted() {
    cluster.topic("many", 1, onAllBrokers(1_001)).lookFor(LONG);

    Finding finding = fired();
    assertThat(finding.cause()).isEqualTo("partitions");
    assertThat(finding.severity()).isEqualTo(Severity.NOTICE);
    assertThat(finding.evidence().get(0).threshold().orElseThrow().value()).isEqualTo(1000);
  }

  @Test
  void shouldOnlyNoteAsManyPartitionsAsABrokerMayHold() {
    cluster.topic("many", 1, onAllBrokers(2_000)).lookFor(LONG);

    assertThat(fired().severity()).isEqualTo(Severity.NOTICE);
  }

  @Test
  void shouldWarnWhenABrokerHoldsMorePartitionsThanItMay() {
    cluster.topic("many", 1, onAllBrokers(2_001)).lookFor(LONG);

    Finding finding = fired();
    assertThat(finding.cause()).isEqualTo("partitions");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
  }

  private static int[][] onAllBrokers(int partitions) {
    int[][] rows = new int[partitions][];
    Arrays.fill(rows, new int[] {1, 2, 3});
    return rows;
  }

  @Test
  void shouldStayQuietWhenVolumesAreTooFullForMinutesOneAfterTheOther() {
    full(1, true).lookFor(Duration.ofMinutes(3));
    full(2, true).lookFor(Duration.ofMinutes(1));
    full(1, false).lookFor(Duration.ofMinutes(3));
    full(3, true).lookFor(Duration.ofMinutes(1));
    full(2, false).lookFor(Duration.ofMinutes(3));
    full(3, false).lookFor(Duration.ofMinutes(3));

    assertThat(cluster.times()).isZero();
  }

  private LoadedCluster full(int broker, boolean full) {
    return cluster.volume(broker, "v" + broker, 100 * GIB, (full ? 85 : 50) * GIB);
  }

  @Test
  void shouldChangeNothingWhenTheSweepIsPartial() {
    cluster.cpu(2.9).lookFor(LONG);
    Finding before = fired();
    cluster.judge(cluster.sweep(true));

    assertThat(cluster.finding(RULE)).containsSame(before);
  }
}
