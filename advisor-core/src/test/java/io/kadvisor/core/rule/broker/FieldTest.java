package io.kadvisor.core.rule.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The middle of the others, with no broker asked twice. */
class FieldTest {
  @Test
  void shouldSayNothingOfTwoBrokers() {
    assertThat(Field.of(List.of(1.0, 2.0)).medianWithout(2.0)).isEmpty();
  }

  @Test
  void shouldTakeTheHigherOfTwoOthers() {
    assertThat(Field.of(List.of(3.0, 1.0, 2.0)).medianWithout(3.0)).contains(2.0);
  }

  @Property
  void shouldBeTheMiddleOfTheListWithoutIt(
      @ForAll @Size(min = 3, max = 12) List<@DoubleRange(max = 4) Double> numbers) {
    for (Double own : numbers) {
      List<Double> others = new ArrayList<>(numbers);
      others.remove(own);
      Collections.sort(others);
      assertThat(Field.of(numbers).medianWithout(own))
          .isEqualTo(Optional.of(others.get(others.size() / 2)));
    }
  }
}
