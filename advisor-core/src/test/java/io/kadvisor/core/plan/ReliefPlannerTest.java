package io.kadvisor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.LoadedCluster;
import io.kadvisor.core.plan.BrokerLoad.Amount;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReliefPlannerTest {
  private static final BrokerId FIRST = new BrokerId(1);
  private static final double CALM = 0.6;

  private static Collection<TopicSample> topics(LoadedCluster cluster) {
    return cluster.sweep(false).topics().values();
  }

  private static ClusterLoad load(BrokerResource resource, double capacity, double... used) {
    List<BrokerLoad> brokers = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      brokers.add(
          new BrokerLoad(
              new BrokerId(i + 1),
              Optional.of("az" + (i % 3 + 1)),
              Map.of(resource, new Amount(used[i], capacity))));
    }
    return new ClusterLoad(brokers);
  }

  private static final Set<BrokerId> ALL =
      IntStream.range(0, 20).mapToObj(BrokerId::new).collect(Collectors.toSet());

  private static int[] on(int... brokers) {
    return brokers;
  }

  /** What relieves the first of brokers that have ten of the resource each. */
  private static Relief relief(
      LoadedCluster cluster, BrokerResource resource, Set<BrokerId> takers, double... used) {
    return ReliefPlanner.plan(
        topics(cluster), load(resource, 10, used), resource, FIRST, takers, CALM);
  }

  @Example
  void shouldGiveTheHeaviestLeaderToTheLeastUsedReplica() {
    LoadedCluster cluster =
        LoadedCluster.of(3).topic("t", 1, Map.of(), new long[] {60, 40}, on(1, 2, 3), on(1, 2, 3));
    Relief relief = relief(cluster, BrokerResource.CPU, ALL, 8, 3, 1);

    assertThat(relief.plan().target().assignments())
        .containsExactly(new Assignment(new TopicName("t"), 0, List.of(3, 1, 2)));
    assertThat(relief.after().get(FIRST)).isLessThan(CALM);
    assertThat(relief.heaviest().orElseThrow().part()).isEqualTo(0.6);
  }

  @Example
  void shouldGiveNothingToABrokerThatMayTakeNothing() {
    LoadedCluster cluster =
        LoadedCluster.of(3).topic("t", 1, Map.of(), new long[] {60, 40}, on(1, 2, 3), on(1, 2, 3));
    Relief relief = relief(cluster, BrokerResource.CPU, Set.of(FIRST, new BrokerId(2)), 8, 2, 1);

    assertThat(relief.plan().target().assignments())
        .isNotEmpty()
        .allMatch(target -> target.replicas().get(0) != 3);
  }

  @Example
  void shouldLeaveAPartitionThatWouldMakeAnotherBrokerAsBusy() {
    LoadedCluster cluster = LoadedCluster.of(2).topic("t", 1, Map.of(), new long[] {100}, on(1, 2));
    Relief relief = relief(cluster, BrokerResource.CPU, ALL, 8, 1);

    assertThat(relief.plan().isEmpty()).isTrue();
    assertThat(relief.before()).isEqualTo(relief.after());
  }

  @Example
  void shouldMoveReplicasToOtherRacksOnly() {
    LoadedCluster cluster = LoadedCluster.of(6).topic("t", 3, on(1, 2), on(1, 3));
    Relief relief = relief(cluster, BrokerResource.STORAGE, ALL, 8, 1, 1, 5, 0, 0.5);

    assertThat(relief.plan().target().assignments())
        .containsExactly(new Assignment(new TopicName("t"), 0, List.of(6, 2)));
  }

  @Property(tries = 300)
  void shouldMakeNobodyBusierThanCalmAndLoseNothing(
      @ForAll @IntRange(min = 3, max = 7) int brokers,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll long seed) {
    Random random = new Random(seed);
    LoadedCluster cluster = LoadedCluster.of(brokers);
    double[] used = new double[brokers];
    int[][] rows = new int[partitions][];
    for (int p = 0; p < partitions; p++) {
      int other = 2 + random.nextInt(brokers - 1);
      rows[p] = on(1, other);
      used[0] += 3;
      used[other - 1] += 3;
    }
    cluster.topic("t", 3, rows);
    ClusterLoad load = load(BrokerResource.STORAGE, 40, used);
    Relief relief =
        ReliefPlanner.plan(topics(cluster), load, BrokerResource.STORAGE, FIRST, ALL, CALM);

    assertThat(sum(relief.after().values())).isEqualTo(sum(relief.before().values()));
    relief
        .after()
        .forEach(
            (broker, share) ->
                assertThat(share)
                    .isLessThanOrEqualTo(Math.max(CALM, relief.before().get(broker)) + 1e-9));
    relief
        .plan()
        .target()
        .assignments()
        .forEach(a -> assertThat(new HashSet<>(a.replicas())).hasSameSizeAs(a.replicas()));
  }

  private static long sum(Collection<Double> shares) {
    return Math.round(shares.stream().mapToDouble(Double::doubleValue).sum() * 1e6);
  }
}
