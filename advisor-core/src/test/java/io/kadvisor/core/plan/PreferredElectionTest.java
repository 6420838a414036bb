package io.kadvisor.core.plan;

import static io.kadvisor.core.plan.PlannedCluster.brokers;
import static io.kadvisor.core.plan.PlannedCluster.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PreferredElectionTest {
  private static final List<Integer> LIST = List.of(1, 2, 3);

  @Provide
  Arbitrary<List<List<Integer>>> inSync() {
    return Arbitraries.shuffle(1, 2, 3)
        .flatMap(order -> Arbitraries.integers().between(1, 3).map(n -> order.subList(0, n)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Test
  void shouldNameWhatAnElectionGivesBackWhenALeaderIsOff() {
    PreferredElection election =
        PreferredElection.of(
            List.of(topic("a", List.of(LIST, LIST), List.of(List.of(2, 1), List.of(1, 2)))),
            brokers(1, 2, 3));

    assertThat(election.partitions().toElectionJson())
        .isEqualTo(
            """
            {"partitions":[
            {"topic":"a","partition":0}
            ]}
            """);
    assertThat(election.before().values()).containsExactly(1, 1, 0);
    assertThat(election.after().values()).containsExactly(2, 0, 0);
    assertThat(election.worstShare()).isEqualTo(0.5);
    assertThat(election.worst()).isEqualTo(new BrokerId(1));
  }

  @Property(tries = 100)
  void shouldMoveLeadersOnlyToPreferredReplicasThatAreInSync(
      @ForAll("inSync") List<List<Integer>> isr) {
    PreferredElection election =
        PreferredElection.of(
            List.of(topic("a", isr.stream().map(row -> LIST).toList(), isr)), brokers(1, 2, 3));

    assertThat(election.partitions().assignments())
        .allMatch(moved -> isr.get(moved.partition()).contains(1));
    assertThat(sum(election.after())).isEqualTo(sum(election.before())).isEqualTo(isr.size());
    assertThat(election.after().get(new BrokerId(1)))
        .isEqualTo((int) isr.stream().filter(row -> row.contains(1)).count());
  }

  private static int sum(java.util.Map<BrokerId, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
