package io.kadvisor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.kadvisor.core.plan.EvenerPlan.Change;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.sweep.Sweeps;
import io.kadvisor.model.BrokerId;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EvenerPlannerTest {
  private static final int BROKERS = 6;
  private static final long GIB = 1L << 30;

  /** A partition with its replicas, its bytes and its records a second. */
  record Partition(List<Integer> replicas, long bytes, int records) {}

  @Provide
  Arbitrary<List<Partition>> partitions() {
    Arbitrary<List<Integer>> replicas =
        Arbitraries.shuffle(1, 2, 3, 4, 5, 6)
            .flatMap(order -> Arbitraries.of(1, 2, 2, 3, 3).map(n -> order.subList(0, n)))
            .map(List::copyOf);
    return Combinators.combine(
            replicas,
            Arbitraries.longs().between(1, 100).map(n -> n * GIB),
            Arbitraries.integers().between(1, 5000))
        .as(Partition::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 150)
  void shouldLowerTheMaximumAndKeepRacksWhenItNamesChanges(
      @ForAll("partitions") List<Partition> partitions,
      @ForAll Resource resource,
      @ForAll("dead") Set<Integer> dead) {
    Sweep sweep = sweep(partitions);
    Loads loads = Loads.of(resource, sweep).orElseThrow();
    double limit = loads.maximum() - Math.max(resource.counts() ? 1 : 0, 0.05 * loads.mean());
    Set<BrokerId> able =
        sweep.brokers().keySet().stream()
            .filter(broker -> !dead.contains(broker.value()))
            .collect(Collectors.toSet());

    Optional<EvenerPlan> plan = EvenerPlanner.plan(loads, sweep, able, limit);

    plan.ifPresent(
        found -> {
          assertThat(found.maximum()).isLessThanOrEqualTo(limit + 1e-6);
          assertThat(sum(found.after().values()))
              .isCloseTo(sum(loads.byBroker().values()), withPercentage(0.001));
          found.changes().forEach(change -> allowed(change, sweep, able));
        });
  }

  @Provide
  Arbitrary<Set<Integer>> dead() {
    return Arbitraries.integers().between(1, BROKERS).set().ofMaxSize(2);
  }

  private static void allowed(Change change, Sweep sweep, Set<BrokerId> able) {
    RackSpread racks = RackSpread.of(sweep.brokers().values());
    List<Integer> before = change.before().replicas();
    List<Integer> after = change.target().replicas();
    assertThat(after).hasSameSizeAs(before).doesNotHaveDuplicates();
    assertThat(racks.racksOf(after).size()).isGreaterThanOrEqualTo(racks.racksOf(before).size());
    Set<Integer> added = new HashSet<>(after);
    before.forEach(added::remove);
    assertThat(added).allMatch(broker -> able.contains(new BrokerId(broker)));
    if (change.kind() == EvenerPlan.Kind.LEAD) {
      assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    } else {
      assertThat(added).containsExactly(change.to().value());
    }
  }

  @Test
  void shouldFindTheOneMoveWhenThereIsOnlyOne() {
    Sweep sweep =
        sweep(
            List.of(
                new Partition(List.of(1), 10 * GIB, 1),
                new Partition(List.of(1), 4 * GIB, 1),
                new Partition(List.of(2), 9 * GIB, 1)));
    Loads loads = Loads.of(Resource.DISK, sweep).orElseThrow();

    EvenerPlan plan =
        EvenerPlanner.plan(loads, sweep, sweep.brokers().keySet(), 13.0 * GIB).orElseThrow();

    assertThat(plan.changes())
        .extracting(change -> change.before() + " " + change.to())
        .containsExactly("Assignment[topic=t, partition=1, replicas=[1]] 3");
  }

  @Test
  void shouldFindNothingWhenTheTargetsAreFull() {
    SampledCluster cluster =
        cluster(
            List.of(new Partition(List.of(1), 4 * GIB, 1), new Partition(List.of(1), 4 * GIB, 1)));
    for (int broker = 1; broker <= BROKERS; broker++) {
      cluster.broker(broker).volume(100 * GIB, 21 * GIB);
    }
    Sweep sweep = Sweeps.of(cluster);
    Loads loads = Loads.of(Resource.DISK, sweep).orElseThrow();

    assertThat(EvenerPlanner.plan(loads, sweep, sweep.brokers().keySet(), 7.0 * GIB)).isEmpty();
  }

  @Test
  void shouldMoveNothingThatIsNotWhole() {
    SampledCluster cluster =
        cluster(
            List.of(
                new Partition(List.of(1, 2), 4 * GIB, 1),
                new Partition(List.of(1, 2), 4 * GIB, 1)));
    cluster.topic("t").isr(0, 1).isr(1, 1);
    Sweep sweep = Sweeps.of(cluster);
    Loads loads = Loads.of(Resource.DISK, sweep).orElseThrow();

    assertThat(EvenerPlanner.plan(loads, sweep, sweep.brokers().keySet(), 7.0 * GIB)).isEmpty();
  }

  @Test
  void shouldChangeTheLeaderRatherThanMoveWhenBytesGoOut() {
    Sweep sweep =
        sweep(
            List.of(
                new Partition(List.of(1, 2), 4 * GIB, 100),
                new Partition(List.of(1, 3), 4 * GIB, 100)));
    Loads loads = Loads.of(Resource.BYTES_OUT, sweep).orElseThrow();

    EvenerPlan plan =
        EvenerPlanner.plan(loads, sweep, sweep.brokers().keySet(), loads.maximum() * 0.9)
            .orElseThrow();

    assertThat(plan.leadersOnly()).isTrue();
    assertThat(plan.changes()).hasSize(1);
    assertThat(plan.copies().bytes()).hasValueSatisfying(b -> assertThat(b.bytes()).isZero());
  }

  private static Sweep sweep(List<Partition> partitions) {
    return Sweeps.of(cluster(partitions));
  }

  /** Six brokers in three racks. */
  private static SampledCluster cluster(List<Partition> partitions) {
    SampledCluster cluster = SampledCluster.of(BROKERS);
    for (int broker = 1; broker <= BROKERS; broker++) {
      cluster.broker(broker).rack("az" + broker % 3);
    }
    SampledTopic topic = cluster.topic("t");
    partitions.forEach(p -> topic.partition(p.replicas().toArray(Integer[]::new)));
    topic.bytes(
        partitions.stream()
            .map(p -> p.replicas().stream().mapToLong(b -> p.bytes()).toArray())
            .toArray(long[][]::new));
    topic
        .start(new long[partitions.size()])
        .end(IntStream.range(0, partitions.size()).mapToLong(p -> 1_000_000).toArray())
        .grown(Duration.ofSeconds(1), partitions.stream().mapToLong(Partition::records).toArray());
    return cluster;
  }

  private static double sum(java.util.Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
