package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UnrelatedFaultsTest {
  private static final List<UnrelatedFaults> ALL = UnrelatedFaults.ALL;

  @ParameterizedTest
  @FieldSource("ALL")
  void shouldExpectTwoSubjectsWhenTheyRunAtOnce(UnrelatedFaults pair) {
    List<String> subjects =
        pair.scenarios().stream()
            .map(template -> Drawn.from(template, 1))
            .map(scenario -> scenario.expectation().orElseThrow().subject())
            .toList();

    assertThat(subjects).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void shouldDrawEachPairWhenSeedsDiffer() {
    assertThat(LongStream.range(0, 100).mapToObj(UnrelatedFaults::drawn))
        .containsAll(ALL)
        .allMatch(ALL::contains);
    assertThat(LongStream.range(11, 16).mapToObj(UnrelatedFaults::drawn).distinct().count())
        .isGreaterThan(2);
    assertThat(UnrelatedFaults.drawn(7)).isEqualTo(UnrelatedFaults.drawn(7));
  }
}
