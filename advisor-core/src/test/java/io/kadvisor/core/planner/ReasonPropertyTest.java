package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Reason.Kind;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Why each move is made, and that all of them together claim no more than was wrong. */
class ReasonPropertyTest {
  private static final double ROUNDING = 1e-6;

  /** The nearer brokers are brought to the mean, the more is exchanged. */
  private static final double MANY_EXCHANGES = 4;

  private static Plan plan(ClusterModel model, double weight) {
    var request = new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1).weighing(weight);
    return Planner.plan(model, request, () -> false);
  }

  private static List<Reason> reasons(Plan plan) {
    List<Reason> reasons = new ArrayList<>();
    ClusterModel model = plan.model();
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
        if (plan.placement().isMoved(each)) {
          reasons.add(plan.reason(each));
        }
      }
      if (plan.placement().leaderOf(partition) != model.leaderOf(partition)) {
        reasons.add(plan.leaderReason(partition));
      }
    }
    return reasons;
  }

  @Property(tries = 25)
  void shouldRepairNoMoreThanWasWrongInAll(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(9, 3, 200, 3, 1, 2), seed);

    List<Reason> reasons = reasons(plan(model, 1));

    var start = new Placement(model);
    var aims = new Aims(start, 0.1);
    Map<List<Object>, Double> claimed = new HashMap<>();
    for (Reason reason : reasons) {
      if (reason.kind() == Kind.RELIEVED || reason.kind() == Kind.FILLED) {
        assertThat(reason.repaired()).isPositive();
        double sum =
            claimed.merge(
                List.of(reason.kind(), reason.broker(), reason.measure()),
                reason.repaired(),
                Double::sum);
        assertThat(sum).isLessThanOrEqualTo(wrong(start, aims, reason) * (1 + ROUNDING));
      }
    }
    assertThat(claimed).isNotEmpty();
  }

  /** Counted anew: what the broker had too much or too little of. */
  private static double wrong(Placement start, Aims aims, Reason reason) {
    int measure = reason.measure().column();
    if (reason.measure() == Measure.LEADER_NW_IN) {
      return reason.wrong(); // its mean follows the plan
    }
    double carried = start.carried(reason.broker(), measure);
    return reason.kind() == Kind.RELIEVED
        ? carried - aims.high(reason.broker(), measure)
        : aims.low(reason.broker(), measure) - carried;
  }

  @Property(tries = 25)
  void shouldNameWhatComesWhereRoomIsMade(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(9, 3, 200, 3, 0, 2), seed);

    Plan plan = plan(model, MANY_EXCHANGES);

    Map<List<Object>, Double> made = new HashMap<>();
    for (int replica = 0; replica < model.replicaCount(); replica++) {
      if (plan.placement().isMoved(replica) && plan.reason(replica).kind() == Kind.ROOM) {
        Reason reason = plan.reason(replica);
        assertThat(reason.broker()).isEqualTo(model.brokerOf(replica));
        double comes = comes(plan.placement(), reason);
        assertThat(reason.partner() == Reason.NO_PARTNER).isEqualTo(comes == 0);
        double sum =
            made.merge(List.of(reason.broker(), reason.measure()), reason.repaired(), Double::sum);
        assertThat(sum).isLessThanOrEqualTo(comes * (1 + ROUNDING));
        if (comes > 0) {
          assertThat(plan.placement().isMoved(reason.partner())).isTrue();
          assertThat(plan.placement().brokerOf(reason.partner())).isEqualTo(reason.broker());
        }
      }
    }
  }

  /** Counted anew: what comes to the broker. */
  private static double comes(Placement after, Reason reason) {
    double sum = 0;
    double[] load = new double[Measure.COUNT];
    for (int replica : after.hosted(reason.broker())) {
      if (after.isMoved(replica)) {
        after.loadOf(replica, load);
        sum += load[reason.measure().column()];
      }
    }
    return sum;
  }
}
