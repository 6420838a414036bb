package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Placement;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What holds of every plan, whatever it is asked for. */
final class PlanChecks {
  private PlanChecks() {}

  /** No capacity, no replica limit, no broker twice, nothing brought to a broker that must end. */
  static void assertThatHardLimitsHold(Plan plan) {
    ClusterModel model = plan.model();
    assertThat(plan.after().violations().duplicateReplica()).isZero();
    assertThat(plan.placement().hostedCount(model.brokerCount() - 1))
        .satisfies(
            left -> assertThat(model.nowhere() == model.brokerCount() || left == 0).isTrue());
    assertThatNothingIsBroughtAboveItsCeiling(plan);
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      if (plan.placement().isMoved(replica)) {
        assertThat(model.takesReplicas(plan.placement().brokerOf(replica))).isTrue();
      }
    }
  }

  private static void assertThatNothingIsBroughtAboveItsCeiling(Plan plan) {
    var before = new Placement(plan.start());
    for (int broker = 0; broker < plan.start().brokerCount(); broker++) {
      for (Resource resource : Resource.values()) {
        double ceiling =
            plan.model().brokers().get(broker).capacity().of(resource)
                * plan.model().constraints().capacityThreshold().of(resource);
        double allowed = Math.max(ceiling, before.carried(broker, resource.column()));
        assertThat(plan.placement().carried(broker, resource.column()))
            .isLessThanOrEqualTo(allowed * (1 + 1e-9));
      }
      int limit = plan.model().constraints().maxReplicasPerBroker();
      assertThat(plan.placement().hostedCount(broker))
          .isLessThanOrEqualTo(Math.max(limit, before.hostedCount(broker)));
    }
  }

  /** The brokers of a partition after the plan, the preferred leader first. */
  static int[] after(Plan plan, int partition) {
    return Arrays.stream(plan.order(partition)).map(plan.placement()::brokerOf).toArray();
  }

  /** The brokers of a partition before the plan, in their order. */
  static int[] before(ClusterModel model, int partition) {
    return IntStream.range(model.firstReplica(partition), model.endReplica(partition))
        .map(model::brokerOf)
        .toArray();
  }
}
