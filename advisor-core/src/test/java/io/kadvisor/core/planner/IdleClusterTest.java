package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.search.Limits;
import org.junit.jupiter.api.Test;

/** Too little traffic is no reason to change anything. */
class IdleClusterTest {
  private static final int BROKERS = 3;

  /**
   * As many replicas and leaders on each broker, and bytes in and out on the first leader alone.
   *
   * @param traffic KB/s of that leader, in and out
   */
  private static Plan plan(double traffic, double capacity) throws InvalidModelException {
    var builder = new ClusterModelBuilder().topic("orders");
    for (int id = 0; id < BROKERS; id++) {
      var size = new Amounts(100, 1e6, capacity, capacity);
      builder.broker(new Broker(id, "az" + id, BrokerState.ALIVE, size));
    }
    for (int number = 0; number < 4 * BROKERS; number++) {
      int leader = number % BROKERS;
      double some = leader == 0 ? traffic : traffic / 10;
      double[] load = {0, 100, some, some, 0, 100, some, 0};
      builder.partition(0, number, leader, new int[] {leader, (leader + 1) % BROKERS}, load);
    }
    var request = new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1);
    return Planner.plan(builder.build(), request, () -> false);
  }

  @Test
  void shouldChangeNothingWhenTrafficIsTooLittleToMatter() throws InvalidModelException {
    Plan plan = plan(0.5, 1e5);

    assertThat(plan.moves().replicas()).isZero();
    assertThat(plan.moves().leaderChanges()).isZero();
    assertThat(plan.idle()).contains(Measure.NW_IN, Measure.NW_OUT, Measure.LEADER_NW_IN);
    assertThat(plan.outside()).isZero();
    assertThat(plan.floor(Measure.NW_IN).outside()).isZero();
  }

  @Test
  void shouldBalanceTrafficWhenItMatters() throws InvalidModelException {
    Plan plan = plan(500, 1e5);

    assertThat(plan.moves().leaderChanges()).isPositive();
    assertThat(plan.idle()).isEmpty();
  }

  @Test
  void shouldBalanceLittleTrafficWhenTheBrokersCarryLittle() throws InvalidModelException {
    assertThat(plan(0.5, 10).idle()).doesNotContain(Measure.NW_IN);
  }
}
