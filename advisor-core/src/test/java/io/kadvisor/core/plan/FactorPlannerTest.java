package io.kadvisor.core.plan;

import static io.kadvisor.core.plan.PlannedCluster.brokers;
import static io.kadvisor.core.plan.PlannedCluster.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FactorPlannerTest {
  private static final TopicName A = new TopicName("a");
  private static final Map<BrokerId, String> THREE_RACKS =
      Map.of(id(1), "az1", id(2), "az1", id(3), "az2", id(4), "az2", id(5), "az3", id(6), "az3");

  @Provide
  Arbitrary<List<List<Integer>>> weak() {
    return Arbitraries.of(1, 2, 3, 4, 5, 6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(l -> l.stream().distinct().toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Test
  void shouldUseFreeRacksFirstWhenAddingReplicas() {
    FactorPlan plan = plan(topic("a", List.of(List.of(1))), brokers(1, 2, 3, 4, 5, 6));

    assertThat(plan.copies().plan().target().assignments().get(0).replicas())
        .containsExactly(1, 3, 5);
    assertThat(plan.factors()).containsExactly(Map.entry(A, 3));
    assertThat(plan.copies().bytes()).contains(new DataSize(2000));
  }

  @Test
  void shouldSayWhatIsImpossibleWhenBrokersAreFew() {
    FactorPlan plan = plan(topic("a", List.of(List.of(1))), brokers(1, 2));

    assertThat(plan.copies().plan().isEmpty()).isTrue();
    assertThat(plan.impossible()).containsExactly(new FactorPlan.Impossible(A, 3, 2));
  }

  @Test
  void shouldRestoreWhatIsWhenRolledBack() {
    FactorPlan plan = plan(topic("a", List.of(List.of(2), List.of(1, 2, 3))), brokers(1, 2, 3));

    assertThat(plan.copies().plan().present().assignments())
        .containsExactly(new Assignment(A, 0, List.of(2)));
  }

  @Test
  void shouldComeInPiecesWhenCalledForInWaves() {
    FactorPlan plan = plan(topic("a", Collections.nCopies(25, List.of(1))), brokers(1, 2, 3));

    assertThat(plan.copies().plan().waves(10))
        .extracting(ReassignmentPlan::partitions)
        .containsExactly(10, 10, 5);
  }

  @Property(tries = 200)
  void shouldKeepOldReplicasInOrderAndRepeatNone(@ForAll("weak") List<List<Integer>> replicas) {
    TopicSample topic = topic("a", replicas);
    TopicSample raised =
        PlannedCluster.applied(
            topic, plan(topic, brokers(1, 2, 3, 4, 5, 6)).copies().plan().target());

    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> after = raised.replicas().get(partition).stream().boxed().toList();
      assertThat(after)
          .hasSize(3)
          .doesNotHaveDuplicates()
          .startsWith(replicas.get(partition).toArray(Integer[]::new));
    }
  }

  @Property(tries = 200)
  void shouldSpreadOverAllRacksThatTheOldReplicasLeaveFree(
      @ForAll("weak") List<List<Integer>> replicas) {
    TopicSample topic = topic("a", replicas);
    TopicSample raised =
        PlannedCluster.applied(
            topic, plan(topic, brokers(1, 2, 3, 4, 5, 6)).copies().plan().target());

    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> before = replicas.get(partition);
      List<Integer> after = raised.replicas().get(partition).stream().boxed().toList();
      assertThat(racks(after)).isEqualTo(Math.min(3, racks(before) + 3 - before.size()));
    }
  }

  @Property(tries = 100)
  void shouldHaveNothingLeftToDoWhenDone(@ForAll("weak") List<List<Integer>> replicas) {
    SortedSet<BrokerId> alive = brokers(1, 2, 3, 4, 5, 6);
    TopicSample topic = topic("a", replicas);
    TopicSample raised = PlannedCluster.applied(topic, plan(topic, alive).copies().plan().target());

    assertThat(plan(raised, alive).copies().plan().isEmpty()).isTrue();
  }

  @Property(tries = 100)
  void shouldFillEvenlyWhenRacksDoNotBind(@ForAll("weak") List<List<Integer>> replicas) {
    List<List<Integer>> ones = replicas.stream().map(row -> List.of(1)).toList();
    TopicSample topic = topic("a", ones);
    FactorPlan plan =
        FactorPlanner.plan(
            new TreeMap<>(Map.of(A, 3)), Map.of(A, topic), brokers(1, 2, 3, 4, 5), Map.of());
    Map<Integer, Integer> added = new HashMap<>(Map.of(2, 0, 3, 0, 4, 0, 5, 0));
    plan.copies()
        .plan()
        .target()
        .assignments()
        .forEach(a -> a.replicas().stream().skip(1).forEach(b -> added.merge(b, 1, Integer::sum)));

    assertThat(Collections.max(added.values()) - Collections.min(added.values()))
        .isLessThanOrEqualTo(1);
  }

  private static FactorPlan plan(TopicSample topic, SortedSet<BrokerId> alive) {
    return FactorPlanner.plan(
        new TreeMap<>(Map.of(topic.topic(), 3)), Map.of(topic.topic(), topic), alive, THREE_RACKS);
  }

  private static int racks(List<Integer> replicas) {
    return replicas.stream().map(r -> THREE_RACKS.get(id(r))).collect(Collectors.toSet()).size();
  }

  private static BrokerId id(int broker) {
    return new BrokerId(broker);
  }
}
