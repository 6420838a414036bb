package io.kadvisor.core.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.IntColumn;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BrokerCountsTest {
  private static final List<Integer> EDGES =
      List.of(0, 63, 64, 5_000, 8_192, 9_999, 10_000, 12_000, 16_384, Integer.MAX_VALUE);

  @Property
  void shouldCountEachBrokerWhateverItsId(
      @ForAll List<@IntRange(min = -1, max = 9) Integer> named) {
    int[] ids = named.stream().mapToInt(n -> n < 0 ? n : EDGES.get(n)).toArray();
    var counts = new BrokerCounts();

    counts.add(List.of(IntColumn.of(ids), IntColumn.of(9_999)));

    for (int edge = 0; edge < EDGES.size(); edge++) {
      int id = EDGES.get(edge);
      long there = named.stream().filter(n -> n >= 0 && EDGES.get(n) == id).count();
      assertThat(counts.of(new BrokerId(id))).isEqualTo((int) there + (id == 9_999 ? 1 : 0));
    }
  }
}
