package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HatTest {
  private static final Hat HAT =
      new Hat(
          List.of(3, 1, 2), List.of(2, 4), Optional.of(2), List.of("orders"), List.of("billing"));

  @Property
  void shouldNeverDrawTheControllerWhenBrokerIsRandom(@ForAll long seed) {
    assertThat(HAT.draw(Map.of("target", "random-broker"), seed).get("target")).isIn("1", "3");
  }

  @Property
  void shouldDrawTheSameWhenSeedIsTheSame(@ForAll long seed) {
    var variables =
        new TreeMap<>(Map.of("a", "any-broker", "b", "any-broker", "c", "random-broker"));

    assertThat(HAT.draw(variables, seed)).isEqualTo(HAT.draw(variables, seed));
  }

  @Property
  void shouldDrawDifferentOnesWhenEnoughAreThere(@ForAll long seed) {
    var drawn =
        HAT.draw(
            new TreeMap<>(Map.of("a", "any-broker", "b", "any-broker", "c", "any-broker")), seed);

    assertThat(drawn.values()).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Property
  void shouldDrawAControllerThatIsNotActive(@ForAll long seed) {
    assertThat(HAT.draw(Map.of("voter", "passive-controller"), seed).get("voter")).isEqualTo("4");
  }

  @Property
  void shouldDrawATimeUpToTwoSeconds(@ForAll long seed) {
    String pause = HAT.draw(Map.of("pause", "random-pause"), seed).get("pause");

    assertThat(Durations.parse(pause).orElseThrow())
        .isBetween(Duration.ZERO, Duration.ofSeconds(2));
  }

  @Test
  void shouldDrawEveryVictimWhenSeedsDiffer() {
    var drawn =
        java.util.stream.LongStream.range(0, 50)
            .mapToObj(seed -> HAT.draw(Map.of("target", "random-broker"), seed).get("target"))
            .distinct();

    assertThat(drawn).containsExactlyInAnyOrder("1", "3");
  }

  @Test
  void shouldKeepValuesWhenNotDrawn() {
    assertThat(HAT.draw(Map.of("plain", "60s", "boss", "controller"), 1))
        .isEqualTo(Map.of("plain", "60s", "boss", "2"));
  }

  @Test
  void shouldSaySoWhenThereIsNothingToDrawFrom() {
    var empty = new Hat(List.of(), List.of(), Optional.empty(), List.of(), List.of());

    assertThatThrownBy(() -> empty.draw(Map.of("target", "any-broker"), 1))
        .isInstanceOf(StepFailed.class);
  }
}
