package io.kadvisor.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Property(tries = 200)
  void shouldTellWhatASketchTellsWhileItIsExact(
      @ForAll @Size(min = 1, max = Spread.EXACT) List<@DoubleRange(min = 0, max = 20) Double> all) {
    double[] values = all.stream().mapToDouble(Double::doubleValue).toArray();

    assertThat(new ExactSpread(values).summary()).isEqualTo(SketchedSpread.of(values).summary());
  }

  @Test
  void shouldTellTheRanksOfASketchAtEachCount() {
    for (int count = 1; count <= Spread.EXACT; count++) {
      double[] values = new double[count];
      for (int at = 0; at < count; at++) {
        values[at] = (at * 7919) % count;
      }
      assertThat(new ExactSpread(values).summary()).isEqualTo(SketchedSpread.of(values).summary());
    }
  }

  @Test
  void shouldBecomeASketchWhenThereAreMoreThanAreKept() {
    Spread spread = ExactSpread.of(0);
    for (int value = 1; value <= Spread.EXACT; value++) {
      assertThat(spread).isInstanceOf(ExactSpread.class);
      spread = spread.plus(value);
    }

    assertThat(spread).isInstanceOf(SketchedSpread.class);
    assertThat(spread.count()).isEqualTo(Spread.EXACT + 1);
    assertThat(spread.summary().maximum()).isEqualTo(Spread.EXACT);
  }

  @Test
  void shouldStayAsItIsWhenTwoGrowFromIt() {
    Spread first = ExactSpread.of(1).plus(2);

    Spread left = first.plus(3);
    Spread right = first.plus(40).plus(50);

    assertThat(((ExactSpread) first).values()).containsExactly(1, 2);
    assertThat(((ExactSpread) left).values()).containsExactly(1, 2, 3);
    assertThat(((ExactSpread) right).values()).containsExactly(1, 2, 40, 50);
    assertThat(((ExactSpread) left.plus(4)).values()).containsExactly(1, 2, 3, 4);
  }

  @Property(tries = 100)
  void shouldComeBackFromItsBytes(
      @ForAll @Size(min = 1, max = 500) List<@DoubleRange(min = 0, max = 3) Double> all)
      throws IOException {
    Spread spread = ExactSpread.of(Math.rint(all.get(0)));
    for (double value : all.subList(1, all.size())) {
      spread = spread.plus(Math.rint(value));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SpreadFormat.write(new DataOutputStream(bytes), spread);

    Spread back =
        SpreadFormat.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(back.summary()).isEqualTo(spread.summary());
    assertThat(back.getClass()).isEqualTo(spread.getClass());
  }

  @Test
  void shouldKeepTheValuesWhenASketchOfAFormerVersionHoldsThemAll() {
    assertThat(SketchedSpread.of(new double[] {3, 1, 2, 2}).simplified())
        .isInstanceOfSatisfying(
            ExactSpread.class,
            exact -> assertThat(exact.values()).containsExactlyInAnyOrder(1, 2, 2, 3));
  }
}
