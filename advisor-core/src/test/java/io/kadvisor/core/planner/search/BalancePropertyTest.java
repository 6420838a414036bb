package io.kadvisor.core.planner.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BalancePropertyTest {
  private static final Shape SHAPE = new Shape(7, 3, 40, 3, 1, 1);
  private static final double TOLERANCE = 0.1;

  @Property(tries = 60)
  void shouldKnowWhatBrokersCarryNowWhenReplicasAndLeadersChange(@ForAll long seed) {
    var model = SampleClusters.draw(SHAPE, seed);
    var placement = new Placement(model);
    var aims = new Aims(new Placement(model), TOLERANCE);
    var kept = Balance.ofAll(placement, aims);
    var chance = new SplittableRandom(seed);
    for (int step = 0; step < 60; step++) {
      change(placement, chance);

      assertThatBothSayTheSame(kept, Balance.ofAll(placement, aims), placement, chance);
    }
  }

  @Property(tries = 60)
  void shouldPromiseNoLessThanAnyLoadRepairs(@ForAll long seed) {
    var model = SampleClusters.draw(SHAPE, seed);
    var placement = new Placement(model);
    var balance = Balance.ofAll(placement, new Aims(new Placement(model), TOLERANCE));
    var load = new double[Measure.COUNT];
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      placement.loadOf(replica, load);
      int from = placement.brokerOf(replica);
      assertThat(-balance.change(from, load, -1)).isLessThanOrEqualTo(balance.mostRepaired(from));
      for (int to = 0; to < model.brokerCount(); to++) {
        assertThat(-balance.change(to, load, 1)).isLessThanOrEqualTo(balance.mostRepaired(to));
      }
    }
  }

  private static void change(Placement placement, SplittableRandom chance) {
    ClusterModel model = placement.model();
    int replica = chance.nextInt(model.replicaCount());
    switch (chance.nextInt(8)) {
      case 0 -> placement.recount();
      case 1, 2, 3 -> placement.lead(model.partitionOf(replica), replica);
      default -> placement.move(replica, chance.nextInt(model.brokerCount()));
    }
  }

  private static void assertThatBothSayTheSame(
      Balance kept, Balance fresh, Placement placement, SplittableRandom chance) {
    ClusterModel model = placement.model();
    int replica = chance.nextInt(model.replicaCount());
    int partition = model.partitionOf(replica);
    var load = new double[Measure.COUNT];
    placement.loadOf(replica, load);
    assertThat(kept.changeOfLeader(partition, replica))
        .isEqualTo(fresh.changeOfLeader(partition, replica));
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      assertThat(kept.change(broker, load, 1)).isEqualTo(fresh.change(broker, load, 1));
      assertThat(kept.distanceOfLeading(broker)).isEqualTo(fresh.distanceOfLeading(broker));
      assertThat(kept.distance(broker)).isEqualTo(fresh.distance(broker));
    }
  }
}
