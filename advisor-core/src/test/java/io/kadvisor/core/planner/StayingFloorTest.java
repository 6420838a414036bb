package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.search.Limits;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StayingFloorTest {
  private static final int BROKERS = 5;
  private static final int OF_EACH = 100;
  private static final double MEGABYTES = 1000;

  /** Every tenth partition is of the excluded topic, and the last broker must end empty. */
  private static ClusterModel cluster() throws InvalidModelException {
    var builder = new ClusterModelBuilder().named("five").topic("moved").topic("excluded");
    for (int id = 1; id <= BROKERS; id++) {
      var state = id == BROKERS ? BrokerState.DEAD : BrokerState.ALIVE;
      builder.broker(new Broker(id, "a", state, new Amounts(100, 1e6, 1e6, 1e6)));
    }
    for (int partition = 0; partition < BROKERS * OF_EACH; partition++) {
      int broker = 1 + partition / OF_EACH;
      int topic = partition % 10 == 0 ? 1 : 0;
      double[] load = {0.1, MEGABYTES, 50, 50};
      builder.partition(topic, partition, broker, new int[] {broker}, load);
    }
    return builder.build();
  }

  @Test
  void shouldNotCountWhatStaysWhenItsTopicIsExcluded() throws Exception {
    var limits = new Limits(Double.MAX_VALUE, Integer.MAX_VALUE, Set.of(1), Set.of());

    Plan plan =
        Planner.plan(cluster(), new PlanRequest(Objective.BALANCE, 0.1, limits, 1), () -> false);

    assertThat(plan.outside()).isZero();
    assertThat(plan.moves().megabytes()).isEqualTo(0.9 * OF_EACH * MEGABYTES);
    assertThat(plan.floor(Measure.DISK).moved()).isCloseTo(plan.moves().megabytes(), within(1e-6));
  }
}
