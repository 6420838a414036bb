package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.search.Limits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where brokers have thousands of replicas, each exchange repairs little of what is wrong. */
class ManyReplicasTest {
  private static final int BROKERS = 6;
  private static final int ON_EACH = 4_000;

  /** Every broker at its replica limit, so that nothing moves but in exchange for another. */
  private static ClusterModel fullBrokers() throws InvalidModelException {
    Constraints usual = Constraints.DEFAULT;
    var builder =
        new ClusterModelBuilder()
            .within(new Constraints(usual.balanceThreshold(), usual.capacityThreshold(), ON_EACH))
            .topic("orders");
    for (int id = 0; id < BROKERS; id++) {
      var size = new Amounts(100, 1e6, 1e5, 1e5);
      builder.broker(new Broker(id, "az" + id % 3, BrokerState.ALIVE, size));
    }
    var chance = new SplittableRandom(1);
    for (int number = 0; number < BROKERS * ON_EACH; number++) {
      int broker = number % BROKERS;
      double disk = 100 * (0.5 + chance.nextDouble()) * (0.6 + 0.16 * broker);
      builder.partition(0, number, broker, new int[] {broker}, new double[] {0.01, disk, 10, 10});
    }
    return builder.build();
  }

  @Test
  void shouldBringBrokersInsideByAsManyExchangesAsThatTakes() throws InvalidModelException {
    var request = new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1);

    Plan plan = Planner.plan(fullBrokers(), request, () -> false);

    assertThat(plan.outside()).isZero();
    assertThat(plan.floor(Measure.DISK).outside()).isZero();
    assertThat(plan.moves().replicas()).isGreaterThan(1_000);
  }
}
