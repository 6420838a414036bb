package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.search.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is added where limits leave no room for all of it. */
class GrowthLimitsTest {
  private static final double MUCH = 1e6;

  private final ClusterModelBuilder cluster =
      new ClusterModelBuilder().named("small").topic("t").topic("other");
  private int rows;

  private void broker(int id, String rack) {
    broker(id, rack, BrokerState.ALIVE, new Amounts(100, MUCH, MUCH, MUCH));
  }

  private void broker(int id, String rack, BrokerState state, Amounts capacity) {
    cluster.broker(new Broker(id, rack, state, capacity));
  }

  /** A partition whose replicas have so many megabytes and so much traffic, the first leading. */
  private void partition(int topic, double megabytes, double in, double out, int... brokers) {
    double[] load = new double[4 * brokers.length];
    for (int at = 0; at < brokers.length; at++) {
      load[4 * at + 1] = megabytes;
      load[4 * at + 2] = in;
      load[4 * at + 3] = at == 0 ? out : 0;
    }
    cluster.partition(topic, rows++, brokers[0], brokers, load);
  }

  private Plan plan(Objective objective, Growth growth, Limits limits)
      throws InvalidModelException {
    var request = new PlanRequest(objective, growth, 0.1, limits, 1);
    return Planner.plan(cluster.build(), request, () -> false);
  }

  private static Growth factor(int factor) {
    return new Growth(new TreeMap<>(Map.of(0, factor)), new TreeMap<>());
  }

  private static Growth partitions(int count) {
    return new Growth(new TreeMap<>(), new TreeMap<>(Map.of(0, count)));
  }

  private static Growth both(int factor, int count) {
    return new Growth(factor(factor).factors(), partitions(count).partitions());
  }

  private static Limits moves(int moves) {
    return new Limits(Double.MAX_VALUE, moves, Set.of(), Set.of());
  }

  private static List<String> leftOut(Plan plan) {
    return plan.breaches().stream()
        .filter(each -> each.kind() == Kind.GROWTH)
        .map(Breach::sentence)
        .toList();
  }

  private static List<Integer> idsOf(Plan plan, int partition) {
    return IntStream.of(PlanChecks.after(plan, partition))
        .mapToObj(broker -> plan.model().brokers().get(broker).id())
        .toList();
  }

  @Test
  void shouldKeepRacksApartWhenAReplicaLeavesAndAnAddedOneFindsNoPlace() throws Exception {
    broker(1, "a");
    broker(2, "a");
    broker(3, "b");
    broker(4, "b", BrokerState.DEAD, new Amounts(100, MUCH, MUCH, MUCH));
    partition(0, 1000, 10, 10, 1, 4);
    partition(1, 5000, 10, 10, 3);

    Plan plan = plan(Objective.DRAIN, factor(3), moves(1));

    assertThat(idsOf(plan, 0)).containsExactly(1, 3);
    assertThat(leftOut(plan)).hasSize(1);
  }

  @Test
  void shouldNameNewPartitionsWhenBrokersAreTooFewForTheFactorOfTheirTopic() throws Exception {
    broker(1, "a");
    broker(2, "b");
    broker(3, "c");
    partition(0, 1000, 10, 10, 1, 2, 3);
    var limits = new Limits(Double.MAX_VALUE, Integer.MAX_VALUE, Set.of(), Set.of(2));

    Plan plan = plan(Objective.GROW, partitions(2), limits);

    assertThat(plan.model().partitionCount()).isEqualTo(1);
    assertThat(leftOut(plan))
        .containsExactly(
            "1 replicas of 1 partitions: are asked for and not added, since each broker that may"
                + " take replicas has one of the partition. 1 more brokers would allow them.");
  }

  @Test
  void shouldGiveNewPartitionsTheFactorOfTheFirstWhenThatIsNotRaised() throws Exception {
    broker(1, "a");
    broker(2, "b");
    broker(3, "c");
    partition(0, 1000, 10, 10, 1, 2);

    Plan plan = plan(Objective.GROW, both(3, 4), moves(0));

    assertThat(plan.model().partitionCount()).isEqualTo(4);
    for (int partition = 0; partition < 4; partition++) {
      assertThat(plan.order(partition)).hasSize(2);
    }
    assertThat(leftOut(plan)).hasSize(1).allMatch(each -> each.contains("1 more move would"));
  }

  @Test
  void shouldLeaveOutAReplicaThatFitsOnTheMeanAndNotAtItsPeak() throws Exception {
    broker(1, "a", BrokerState.ALIVE, new Amounts(100, MUCH, 2000, MUCH));
    broker(2, "b", BrokerState.ALIVE, new Amounts(100, MUCH, 1000, MUCH));
    partition(0, 1000, 300, 0, 1);
    cluster.peak(0, 0, 900, 0);

    Plan plan = plan(Objective.GROW, factor(2), Limits.NONE);

    assertThat(idsOf(plan, 0)).containsExactly(1);
    assertThat(plan.breaches())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.sentence())
                    .contains("no broker has room for one", "a threshold of 0.900 for nwIn would"));
  }

  @Test
  void shouldNameTheRoomThatIsLackingWhenAReplicaWaitsForAnother() throws Exception {
    broker(1, "a");
    broker(2, "a");
    broker(3, "a");
    broker(4, "b", BrokerState.ALIVE, new Amounts(100, 100, MUCH, MUCH));
    partition(0, 40_000, 10, 10, 1);

    Plan plan = plan(Objective.GROW, factor(3), Limits.NONE);

    assertThat(leftOut(plan))
        .containsExactly(
            "2 replicas of 1 partitions: are asked for and not added, since no broker has room for"
                + " one. a threshold of 400.000 for disk would allow them.");
  }

  /** Of two partitions the first would fit; alone it carries the traffic of both. */
  @Test
  void shouldNameAReplicaThatFitsNoMoreWhenNewPartitionsAreLeftOut() throws Exception {
    broker(1, "a", BrokerState.ALIVE, new Amounts(100, MUCH, MUCH, 2000));
    broker(2, "b", BrokerState.ALIVE, new Amounts(100, MUCH, 625, 500));
    partition(0, 1000, 600, 1000, 1);

    Plan plan = plan(Objective.GROW, both(2, 2), Limits.NONE);

    assertThat(plan.model().partitionCount()).isEqualTo(1);
    assertThat(plan.order(0)).hasSize(1);
    assertThat(leftOut(plan))
        .hasSize(2)
        .allMatch(each -> each.contains("0.960 for nwIn would allow them"));
  }
}
