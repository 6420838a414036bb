package io.kadvisor.localcluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvenPlacementTest {
  @Test
  void shouldTurnFollowersWhenRoundIsOver() {
    assertThat(EvenPlacement.of(List.of(1, 2, 3), 6, 3))
        .isEqualTo(
            Map.of(
                0, List.of(1, 2, 3),
                1, List.of(2, 3, 1),
                2, List.of(3, 1, 2),
                3, List.of(1, 3, 2),
                4, List.of(2, 1, 3),
                5, List.of(3, 2, 1)));
  }

  @Property
  void shouldBeEvenWhenPartitionsAreMultipleOfBrokers(
      @ForAll @IntRange(min = 1, max = 9) int brokers,
      @ForAll @IntRange(min = 1, max = 5) int rounds,
      @ForAll @IntRange(min = 1, max = 9) int wish) {
    int factor = Math.min(wish, brokers);
    List<Integer> ids = IntStream.rangeClosed(1, brokers).boxed().toList();

    Map<Integer, List<Integer>> placement = EvenPlacement.of(ids, brokers * rounds, factor);

    assertThat(placement.values()).allMatch(replicas -> new HashSet<>(replicas).size() == factor);
    assertThat(count(placement, replicas -> replicas.subList(0, 1)).values())
        .containsOnly((long) rounds);
    assertThat(count(placement, Function.identity()).values()).containsOnly((long) rounds * factor);
  }

  private static Map<Integer, Long> count(
      Map<Integer, List<Integer>> placement, Function<List<Integer>, List<Integer>> part) {
    return placement.values().stream()
        .flatMap(replicas -> part.apply(replicas).stream())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
