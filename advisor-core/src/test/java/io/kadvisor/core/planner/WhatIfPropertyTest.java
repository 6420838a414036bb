package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.model.WhatIf;
import io.kadvisor.core.planner.search.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** A cluster that is imagined is one, and nothing of it comes from nowhere. */
class WhatIfPropertyTest {
  private static final int DISK = Resource.DISK.column();

  private static ClusterModel drawn(long seed) {
    return SampleClusters.draw(new Shape(9, 3, 80, 3, 0, 1), seed);
  }

  private static ClusterModel times(ClusterModel model, double traffic, double retention) {
    return new WhatIf(
            model.brokers(),
            Set.of(),
            new TreeMap<>(Map.of(0, traffic, 1, traffic)),
            new TreeMap<>(Map.of(1, retention)))
        .applyTo(model);
  }

  private static Plan plan(ClusterModel model) {
    return Planner.plan(
        model, new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1), () -> false);
  }

  @Property(tries = 25)
  void shouldChangeNothingWhenEveryFactorIsOne(@ForAll long seed) {
    var model = drawn(seed);

    var same = times(model, 1, 1);

    assertThatTheyAreClose(same, model);
    assertThat(plan(same).after()).isEqualTo(plan(model).after());
    assertThat(plan(same).moves()).isEqualTo(plan(model).moves());
  }

  @Property(tries = 50)
  void shouldMultiplyWhenFactorsComeOneAfterTheOther(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.1, max = 10) double first,
      @ForAll @DoubleRange(min = 0.1, max = 10) double second) {
    var model = drawn(seed);

    var both = times(times(model, first, second), second, first);

    assertThatTheyAreClose(both, times(model, first * second, first * second));
  }

  private static void assertThatTheyAreClose(ClusterModel one, ClusterModel other) {
    assertThat(one.brokers()).isEqualTo(other.brokers());
    assertThat(one.replicaCount()).isEqualTo(other.replicaCount());
    for (int partition = 0; partition < one.partitionCount(); partition++) {
      assertThat(one.leaderOf(partition)).isEqualTo(other.leaderOf(partition));
      assertClose(one.leadingCpu(partition), other.leadingCpu(partition));
      assertClose(one.leadingOut(partition), other.leadingOut(partition));
    }
    for (int replica = 0; replica < one.replicaCount(); replica++) {
      for (int resource = 0; resource < Resource.COUNT; resource++) {
        assertClose(one.following(replica, resource), other.following(replica, resource));
      }
      assertClose(one.megabytesToCopy(replica), other.megabytesToCopy(replica));
    }
  }

  private static void assertClose(double one, double other) {
    assertThat(one).isCloseTo(other, within(1e-9 * Math.max(1, Math.abs(other))));
  }

  @Property(tries = 25)
  void shouldLeaveTheSpreadOfLoadsAsItIsWhenAllGrowAlike(
      @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 3) double factor) {
    var model = drawn(seed);

    var grown = times(model, factor, 1);

    assertClose(SampleClusters.total(grown, DISK) / factor, SampleClusters.total(model, DISK));
    assertThat(plan(grown).before().violations()).isEqualTo(plan(model).before().violations());
  }

  @Property(tries = 60)
  void shouldCopyOnlyFromWhatIsLeftWhenARackIsLost(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int rack) {
    var model = drawn(seed);
    var lost =
        IntStream.range(0, model.brokerCount())
            .filter(broker -> model.rackOf(broker) == rack)
            .boxed()
            .collect(Collectors.toSet());
    List<Broker> brokers =
        model.brokers().stream()
            .map(each -> each.rack().equals(model.racks().get(rack)) ? dead(each) : each)
            .toList();
    var without = new WhatIf(brokers, lost, new TreeMap<>(), new TreeMap<>()).applyTo(model);

    var plan = plan(without);

    PlanChecks.assertThatHardLimitsHold(plan);
    for (int partition = 0; partition < without.partitionCount(); partition++) {
      boolean isLeft = false;
      for (int each = without.firstReplica(partition);
          each < without.endReplica(partition);
          each++) {
        boolean survives = !lost.contains(model.brokerOf(each));
        assertThat(without.isOffline(each)).isEqualTo(!survives);
        isLeft |= survives;
      }
      assertThat(without.isOffline(without.leaderOf(partition))).isEqualTo(!isLeft);
      for (int each = without.firstReplica(partition);
          each < without.endReplica(partition);
          each++) {
        boolean stays = lost.contains(plan.placement().brokerOf(each));
        assertThat(stays && isLeft && plan.moves().replicas() > 0).isFalse();
      }
    }
  }

  private static Broker dead(Broker broker) {
    return new Broker(broker.id(), broker.rack(), BrokerState.DEAD, broker.capacity());
  }
}
