package io.kadvisor.core.plan;

import static io.kadvisor.core.plan.PlannedCluster.brokers;
import static io.kadvisor.core.plan.PlannedCluster.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RackPlannerTest {
  private static final SortedMap<BrokerId, String> RACKS =
      new TreeMap<>(
          Map.of(
              new BrokerId(1), "az1",
              new BrokerId(2), "az2",
              new BrokerId(3), "az3",
              new BrokerId(4), "az1",
              new BrokerId(5), "az2"));
  private static final RackSpread SPREAD =
      new RackSpread(RACKS, new TreeSet<>(List.of("az1", "az2", "az3")));

  @Provide
  Arbitrary<List<List<Integer>>> assignments() {
    return Arbitraries.shuffle(1, 2, 3, 4, 5)
        .flatMap(
            order ->
                Arbitraries.integers().between(1, 4).map(n -> List.copyOf(order.subList(0, n))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Test
  void shouldMoveTheLaterReplicaWhenTwoShareARack() {
    CopyPlan plan = plan(topic("a", List.of(List.of(1, 4, 2))));

    assertThat(plan.plan().target().assignments().get(0).replicas()).containsExactly(1, 3, 2);
    assertThat(plan.bytes()).hasValueSatisfying(b -> assertThat(b.bytes()).isEqualTo(1000));
  }

  @Test
  void shouldChangeNothingWhenNoRackIsFree() {
    assertThat(plan(topic("a", List.of(List.of(1, 4, 2, 3)))).isEmpty()).isTrue();
  }

  @Property(tries = 200)
  void shouldLeaveNoSharedRackThatNeedNotBe(@ForAll("assignments") List<List<Integer>> replicas) {
    TopicSample before = topic("a", replicas);
    CopyPlan plan = plan(before);
    TopicSample after = PlannedCluster.applied(before, plan.plan().target());

    for (int partition = 0; partition < replicas.size(); partition++) {
      assertThat(SPREAD.shared(after.replicas().get(partition))).isFalse();
      assertThat(after.replicas().get(partition).get(0)).isEqualTo(replicas.get(partition).get(0));
      assertThat(after.replicas().get(partition).stream().boxed().toList())
          .hasSameSizeAs(replicas.get(partition))
          .doesNotHaveDuplicates();
    }
    assertThat(plan(after).isEmpty()).isTrue();
  }

  private static CopyPlan plan(TopicSample topic) {
    return RackPlanner.plan(List.of(topic), List.of(topic), brokers(1, 2, 3, 4, 5), SPREAD);
  }
}
