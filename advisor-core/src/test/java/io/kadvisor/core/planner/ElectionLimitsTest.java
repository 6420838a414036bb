package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.search.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of elections that are left out. */
class ElectionLimitsTest {
  private final ClusterModelBuilder cluster = new ClusterModelBuilder().named("two").topic("t");

  private void broker(int id, double out) {
    var capacity = new Amounts(100, 1e6, 1e6, out);
    cluster.broker(new Broker(id, "r" + id, BrokerState.ALIVE, capacity));
  }

  /** Led by the second of two replicas. */
  private void partition(int number, double out, int preferred, int leader) {
    double[] load = {0, 100, 100, 0, 0, 100, 100, out};
    cluster.partition(0, number, leader, new int[] {preferred, leader}, load);
  }

  private List<String> leftOut() throws InvalidModelException {
    var request = new PlanRequest(Objective.ELECT, 0.1, Limits.NONE, 1);
    Plan plan = Planner.plan(cluster.build(), request, () -> false);
    return plan.breaches().stream()
        .filter(each -> each.kind() == Breach.Kind.PREFERRED_LEADER)
        .map(Breach::sentence)
        .toList();
  }

  @Test
  void shouldNameTheThresholdOfThePeakWhenALeaderFitsOnTheMeanOnly() throws Exception {
    broker(1, 1000);
    broker(2, 2000);
    partition(0, 300, 1, 2);
    cluster.peak(0, 0, 100, 900);

    assertThat(leftOut())
        .containsExactly(
            "1 partitions: are not led by their preferred replica, whose broker has no room to lead"
                + " them. A threshold of 0.900 for nwOut would allow it.");
  }

  @Test
  void shouldSayThatTheyFitTogetherWhenEachElectionWaitsForTheOther() throws Exception {
    broker(1, 1000);
    broker(2, 1000);
    partition(0, 700, 1, 2);
    partition(1, 700, 2, 1);

    assertThat(leftOut())
        .containsExactly(
            "2 partitions: are not led by their preferred replica: each was looked at alone, as the"
                + " cluster peaks, and in the time there was. Elected together they are within all"
                + " capacities.");
  }
}
