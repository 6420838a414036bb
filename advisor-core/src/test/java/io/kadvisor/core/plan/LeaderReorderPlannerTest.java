package io.kadvisor.core.plan;

import static io.kadvisor.core.plan.PlannedCluster.brokers;
import static io.kadvisor.core.plan.PlannedCluster.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LeaderReorderPlannerTest {
  private static final Set<BrokerId> FIVE = brokers(1, 2, 3, 4, 5);

  @Provide
  Arbitrary<List<List<Integer>>> assignments() {
    return Arbitraries.of(1, 1, 1, 2, 3, 4, 5)
        .list()
        .ofSize(3)
        .map(l -> l.stream().distinct().toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<List<Integer>>> fullMesh() {
    return Arbitraries.shuffle(1, 2, 3).list().ofMinSize(1).ofMaxSize(30);
  }

  @Test
  void shouldChangeNothingWhenLeadersAreEven() {
    LeaderReorder reorder =
        plan(topic("a", List.of(List.of(1, 2), List.of(2, 1), List.of(1, 2))), brokers(1, 2));

    assertThat(reorder.plan().isEmpty()).isTrue();
  }

  @Test
  void shouldPutAnotherReplicaFirstWhenOneBrokerLeadsAll() {
    LeaderReorder reorder =
        plan(
            topic("a", List.of(List.of(1, 2, 3), List.of(1, 2, 3), List.of(1, 2, 3))),
            brokers(1, 2, 3));

    assertThat(reorder.before().values()).containsExactly(3, 0, 0);
    assertThat(reorder.after().values()).containsExactly(1, 1, 1);
    assertThat(reorder.plan().target().toJson())
        .isEqualTo(
            """
            {"version":1,"partitions":[
            {"topic":"a","partition":0,"replicas":[2,1,3]},
            {"topic":"a","partition":1,"replicas":[3,1,2]}
            ]}
            """);
  }

  @Test
  void shouldGoAroundACornerWhenNoReplicaIsShared() {
    TopicSample chain =
        topic(
            "a",
            List.of(List.of(1, 2), List.of(1, 2), List.of(1, 2), List.of(2, 3), List.of(2, 3)));

    assertThat(plan(chain, brokers(1, 2, 3)).after().values()).containsExactly(2, 2, 1);
  }

  @Test
  void shouldPreferNoReplicaThatIsOutOfSync() {
    TopicSample lonely =
        topic(
            "a",
            List.of(List.of(1, 2), List.of(1, 2), List.of(1, 2)),
            List.of(List.of(1), List.of(1), List.of(1)));

    assertThat(plan(lonely, brokers(1, 2)).plan().isEmpty()).isTrue();
  }

  @Test
  void shouldPreferNoDeadBroker() {
    assertThat(
            plan(topic("a", List.of(List.of(1, 2), List.of(1, 2), List.of(1, 2))), brokers(1, 3))
                .plan()
                .isEmpty())
        .isTrue();
  }

  @Property(tries = 200)
  void shouldOnlyReorderReplicas(@ForAll("assignments") List<List<Integer>> replicas) {
    ReassignmentPlan plan = plan(topic("a", replicas), FIVE).plan();

    for (int i = 0; i < plan.partitions(); i++) {
      List<Integer> before = plan.present().assignments().get(i).replicas();
      List<Integer> after = plan.target().assignments().get(i).replicas();
      assertThat(after).isNotEqualTo(before).containsExactlyInAnyOrderElementsOf(before);
      assertThat(before).isEqualTo(replicas.get(plan.present().assignments().get(i).partition()));
    }
  }

  @Property(tries = 200)
  void shouldNeverMakeTheSpreadWorse(@ForAll("assignments") List<List<Integer>> replicas) {
    LeaderReorder reorder = plan(topic("a", replicas), FIVE);

    assertThat(spread(reorder.after().values()))
        .isLessThanOrEqualTo(spread(reorder.before().values()));
    assertThat(sum(reorder.after().values()))
        .isEqualTo(sum(reorder.before().values()))
        .isEqualTo(replicas.size());
  }

  @Property(tries = 100)
  void shouldHaveNothingLeftToDoWhenDone(@ForAll("assignments") List<List<Integer>> replicas) {
    TopicSample topic = topic("a", replicas);
    TopicSample done = PlannedCluster.applied(topic, plan(topic, FIVE).plan().target());

    assertThat(plan(done, FIVE).plan().isEmpty()).isTrue();
  }

  @Property(tries = 100)
  void shouldChangeNoMoreThanNeededWhenEveryBrokerHasEveryPartition(
      @ForAll("fullMesh") List<List<Integer>> replicas) {
    LeaderReorder reorder = plan(topic("a", replicas), brokers(1, 2, 3));
    int lost =
        reorder.before().keySet().stream()
            .mapToInt(b -> Math.max(0, reorder.before().get(b) - reorder.after().get(b)))
            .sum();

    assertThat(spread(reorder.after().values())).isLessThanOrEqualTo(1);
    assertThat(reorder.plan().partitions()).isEqualTo(lost);
  }

  @Property(tries = 100)
  void shouldReachTheLowestMaximumThatAnyOrderHas(
      @ForAll("assignments") List<List<Integer>> replicas) {
    List<List<Integer>> few = replicas.subList(0, Math.min(7, replicas.size()));

    assertThat(Collections.max(plan(topic("a", few), FIVE).after().values()))
        .isEqualTo(lowestMaximum(few, 0, new int[6]));
  }

  /** By trying every choice of leaders. */
  private static int lowestMaximum(List<List<Integer>> replicas, int partition, int[] loads) {
    if (partition == replicas.size()) {
      return IntStream.of(loads).max().orElseThrow();
    }
    int best = Integer.MAX_VALUE;
    for (int leader : replicas.get(partition)) {
      loads[leader]++;
      best = Math.min(best, lowestMaximum(replicas, partition + 1, loads));
      loads[leader]--;
    }
    return best;
  }

  private static LeaderReorder plan(TopicSample topic, Set<BrokerId> alive) {
    return LeaderReorderPlanner.plan(List.of(topic), alive);
  }

  private static int spread(Collection<Integer> counts) {
    return Collections.max(counts) - Collections.min(counts);
  }

  private static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
