package io.kadvisor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.plan.BrokerLoad.Amount;
import io.kadvisor.core.plan.HeadroomPlan.Projection;
import io.kadvisor.core.plan.HeadroomPlanner.Limit;
import io.kadvisor.core.plan.HeadroomPlanner.Pace;
import io.kadvisor.model.BrokerId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeadroomPlannerTest {
  private static final double EXACT = 1e-6;
  private static final Map<BrokerResource, Limit> LIMITS =
      Map.of(
          BrokerResource.CPU, new Limit(0.6, 0.9),
          BrokerResource.STORAGE, new Limit(0.7, 0.9),
          BrokerResource.NETWORK_IN, new Limit(0.6, 0.9),
          BrokerResource.NETWORK_OUT, new Limit(0.6, 0.9),
          BrokerResource.PARTITIONS, new Limit(1, 0.9));

  private static ClusterLoad even(int brokers, int racks, BrokerResource resource, double share) {
    return new ClusterLoad(
        IntStream.range(0, brokers)
            .mapToObj(
                i ->
                    new BrokerLoad(
                        new BrokerId(i + 1),
                        racks == 0 ? Optional.empty() : Optional.of("az" + i % racks),
                        Map.of(resource, new Amount(share * 4, 4))))
            .toList());
  }

  private static HeadroomPlan plan(ClusterLoad load) {
    return HeadroomPlanner.plan(load, LIMITS, new Pace(100, Optional.empty()));
  }

  @Example
  void shouldDoubleTheShopWhenThreeZonesAreAtThreeQuarters() {
    HeadroomPlan plan = plan(even(3, 3, BrokerResource.CPU, 0.75));

    assertThat(plan.to()).isEqualTo(6);
    assertThat(plan.projections().get(BrokerResource.CPU).needs()).isEqualTo(4);
    assertThat(plan.projections().get(BrokerResource.CPU).after()).isEqualTo(0.375, within(EXACT));
    assertThat(plan.projections().get(BrokerResource.CPU).afterLoss().orElseThrow())
        .isEqualTo(0.45, within(EXACT));
  }

  @Example
  void shouldGoToFiveWhenThereAreNoZonesAndThreeAreNearlyFull() {
    assertThat(plan(even(3, 0, BrokerResource.CPU, 0.95)).to()).isEqualTo(5);
  }

  @Example
  void shouldLeaveRoomForALossWhenTwoBrokersAreHalfFull() {
    assertThat(plan(even(2, 0, BrokerResource.CPU, 0.5)).needed()).isEqualTo(3);
    assertThat(plan(even(2, 0, BrokerResource.STORAGE, 0.5)).needed()).isEqualTo(2);
  }

  @Example
  void shouldStayAlonewhenOneBrokerIsCalm() {
    assertThat(plan(even(1, 1, BrokerResource.CPU, 0.3)).spreadingSuffices()).isTrue();
  }

  @Example
  void shouldGoOneStepWhenThePaceIsSlow() {
    ClusterLoad load = even(3, 3, BrokerResource.STORAGE, 3);
    HeadroomPlan step = HeadroomPlanner.plan(load, LIMITS, new Pace(4, Optional.empty()));
    HeadroomPlan uneven = HeadroomPlanner.plan(load, LIMITS, new Pace(2, Optional.empty()));
    HeadroomPlan held = HeadroomPlanner.plan(load, LIMITS, new Pace(4, Optional.of(3)));

    assertThat(step.needed()).isEqualTo(15);
    assertThat(step.to()).isEqualTo(6);
    assertThat(step.reaches()).isFalse();
    assertThat(uneven.to()).isEqualTo(5);
    assertThat(uneven.evenOverZones()).isFalse();
    assertThat(held.to()).isEqualTo(3);
  }

  @Example
  void shouldDecideNothingByWhatIsKnownOfSomeOnly() {
    BrokerLoad known =
        new BrokerLoad(
            new BrokerId(1), Optional.empty(), Map.of(BrokerResource.CPU, new Amount(4, 4)));
    BrokerLoad unknown = new BrokerLoad(new BrokerId(2), Optional.empty(), Map.of());

    HeadroomPlan plan = plan(new ClusterLoad(List.of(known, unknown)));

    assertThat(plan.projections()).isEmpty();
    assertThat(plan.spreadingSuffices()).isTrue();
  }

  @Provide
  Arbitrary<ClusterLoad> loads() {
    Arbitrary<Amount> amounts =
        Combinators.combine(
                Arbitraries.doubles().between(0, 20), Arbitraries.doubles().between(0.5, 16))
            .as(Amount::new);
    Arbitrary<Map<BrokerResource, Amount>> byResource =
        amounts.list().ofSize(BrokerResource.values().length).map(HeadroomPlannerTest::byResource);
    return Combinators.combine(
            byResource.list().ofMinSize(1).ofMaxSize(12), Arbitraries.integers().between(0, 4))
        .as(HeadroomPlannerTest::cluster);
  }

  private static Map<BrokerResource, Amount> byResource(List<Amount> amounts) {
    Map<BrokerResource, Amount> map = new EnumMap<>(BrokerResource.class);
    for (BrokerResource resource : BrokerResource.values()) {
      map.put(resource, amounts.get(resource.ordinal()));
    }
    return map;
  }

  private static ClusterLoad cluster(List<Map<BrokerResource, Amount>> amounts, int racks) {
    return new ClusterLoad(
        IntStream.range(0, amounts.size())
            .mapToObj(
                i ->
                    new BrokerLoad(
                        new BrokerId(i),
                        racks == 0 ? Optional.empty() : Optional.of("az" + i % racks),
                        amounts.get(i)))
            .toList());
  }

  @Provide
  Arbitrary<Pace> paces() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 50), Arbitraries.integers().between(1, 60).optional())
        .as(Pace::new);
  }

  @Property
  void shouldKeepWithinItsPaceAndNeverTakeBrokersAway(
      @ForAll("loads") ClusterLoad load, @ForAll("paces") Pace pace) {
    HeadroomPlan plan = HeadroomPlanner.plan(load, LIMITS, pace);

    assertThat(plan.needed()).isGreaterThanOrEqualTo(plan.from());
    assertThat(plan.to())
        .isBetween(plan.from(), Math.max(plan.from(), plan.needed()))
        .isLessThanOrEqualTo(plan.from() + pace.maxStep());
    pace.maxBrokers()
        .filter(most -> most >= plan.from())
        .ifPresent(most -> assertThat(plan.to()).isLessThanOrEqualTo(most));
  }

  @Property
  void shouldNeitherLoseNorMakeLoad(@ForAll("loads") ClusterLoad load, @ForAll("paces") Pace pace) {
    HeadroomPlan plan = HeadroomPlanner.plan(load, LIMITS, pace);

    plan.projections()
        .forEach(
            (resource, p) -> {
              double least = load.leastCapacity(resource);
              assertThat(p.after() * plan.to() * least)
                  .isEqualTo(load.used(resource), within(EXACT));
              if (resource.movesOnLoss() && plan.to() > 1) {
                assertThat(p.afterLoss().orElseThrow() * (plan.to() - 1) * least)
                    .isEqualTo(load.used(resource), within(EXACT));
              }
            });
  }

  @Property
  void shouldHoldEveryLimitWhenItReachesWhatIsNeeded(@ForAll("loads") ClusterLoad load) {
    HeadroomPlan plan = plan(load);
    HeadroomPlan reached = HeadroomPlanner.plan(load, LIMITS, new Pace(100_000, Optional.empty()));

    assertThat(reached.reaches()).isTrue();
    reached.projections().forEach((resource, p) -> holds(resource, p, reached));
    assertThat(plan.needed()).isEqualTo(reached.needed());
  }

  private static void holds(BrokerResource resource, Projection p, HeadroomPlan plan) {
    assertThat(p.after()).isLessThanOrEqualTo(LIMITS.get(resource).wanted() + EXACT);
    if (plan.to() > 1 && resource.movesOnLoss()) {
      assertThat(p.afterLoss().orElseThrow())
          .isLessThanOrEqualTo(LIMITS.get(resource).afterLoss() + EXACT);
    }
  }

  @Property
  void shouldNeedNoFewerWhenThereIsMore(
      @ForAll("loads") ClusterLoad load, @ForAll("loads") ClusterLoad other) {
    List<BrokerLoad> heavier =
        load.brokers().stream()
            .map(
                b -> {
                  Map<BrokerResource, Amount> amounts = new EnumMap<>(BrokerResource.class);
                  b.amounts()
                      .forEach(
                          (r, a) ->
                              amounts.put(
                                  r,
                                  new Amount(
                                      a.used() + other.brokers().get(0).amounts().get(r).used(),
                                      a.capacity())));
                  return new BrokerLoad(b.broker(), b.rack(), amounts);
                })
            .toList();

    assertThat(plan(new ClusterLoad(heavier)).needed()).isGreaterThanOrEqualTo(plan(load).needed());
  }
}
