package io.kadvisor.executor.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.search.Limits;
import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.planner.wave.WaveLimits;
import io.kadvisor.core.planner.wave.Waves;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PlanOrdersTest {
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  /** Brokers 11 to 13 in racks of their own; 13 as it is said. */
  private static ClusterModel model(BrokerState third, int leader, int[] replicas, int[] offline)
      throws Exception {
    var builder = new ClusterModelBuilder();
    for (int id = 11; id <= 13; id++) {
      var state = id == 13 ? third : BrokerState.ALIVE;
      builder.broker(new Broker(id, "r" + id, state, new Amounts(100, 1000, 9e5, 9e5)));
    }
    double[] load = new double[4 * replicas.length];
    for (int at = 1; at < load.length; at += 4) {
      load[at] = 10;
    }
    return builder.topic("orders").partition(0, 0, leader, replicas, load, offline).build();
  }

  private static Orders orders(ClusterModel model, Objective objective, Growth growth) {
    var request = new PlanRequest(objective, growth, 0.1, PlanRequest.EVEN_WEIGHT, Limits.NONE, 1);
    Plan plan = Planner.plan(model, request, () -> false);
    return PlanOrders.of(plan, Waves.of(plan, new WaveLimits(10, Platform.KAFKA, 1, 1)));
  }

  @Test
  void shouldSayMovesInIdsOfBrokersWhenABrokerIsEmptied() throws Exception {
    ClusterModel model = model(BrokerState.DEAD, 13, new int[] {13}, new int[0]);

    Orders orders = orders(model, Objective.DRAIN, Growth.NONE);

    assertThat(orders.brokers()).containsExactlyInAnyOrder(11, 12);
    WaveOrder wave = orders.waves().get(0);
    assertThat(wave.throttle()).isPresent();
    Move move = wave.moves().get(0);
    assertThat(move.partition()).isEqualTo(ORDERS);
    assertThat(move.from()).containsExactly(13);
    assertThat(move.to()).hasSize(1).doesNotContain(13);
    assertThat(move.leader()).isEqualTo(Optional.of(move.to().get(0)));
  }

  @Test
  void shouldTellWhichReplicasAreKnownToBeOffline() throws Exception {
    ClusterModel model = model(BrokerState.ALIVE, 11, new int[] {11, 12}, new int[] {12});

    Orders orders = orders(model, Objective.REPAIR, Growth.NONE);

    assertThat(orders.offline()).isEqualTo(Map.of(ORDERS, Set.of(12)));
    assertThat(orders.waves().get(0).moves().get(0).to()).containsExactly(11, 13);
  }

  @Test
  void shouldSayTheReplicasOfNewPartitionsAlone() throws Exception {
    ClusterModel model = model(BrokerState.ALIVE, 11, new int[] {11}, new int[0]);

    Orders orders = orders(model, Objective.GROW, Growth.NONE.with(0, 3));

    assertThat(orders.waves()).isEmpty();
    NewPartitions added = orders.newPartitions().get(0);
    assertThat(added.topic()).isEqualTo("orders");
    assertThat(added.before()).isEqualTo(1);
    assertThat(added.after()).isEqualTo(3);
    assertThat(List.copyOf(added.replicas())).hasSize(2).allMatch(each -> each.size() == 1);
  }
}
