package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Openings.Wish;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningsTest {
  @Test
  void shouldOpenOneBrokerWhenAllCouldTakeIt() {
    var wishes =
        List.of(new Wish(0, List.of(3, 5)), new Wish(1, List.of(4, 5)), new Wish(2, List.of(5, 6)));

    assertThat(Openings.of(wishes)).containsExactly(5);
  }

  @Test
  void shouldOpenOneForEachReplicaWhenTheyAreOfOnePartition() {
    var wishes = List.of(new Wish(0, List.of(3, 5)), new Wish(0, List.of(3, 5)));

    assertThat(Openings.of(wishes)).containsExactly(3, 5);
  }

  @Test
  void shouldTakeWhatIsOpenAlreadyWhenAnotherHadNoChoice() {
    var wishes = List.of(new Wish(0, List.of(3, 5)), new Wish(1, List.of(3)));

    assertThat(Openings.of(wishes)).containsExactly(3);
  }

  @Test
  void shouldOpenNoneWhenNobodyWishes() {
    assertThat(Openings.of(List.of())).isEmpty();
  }
}
