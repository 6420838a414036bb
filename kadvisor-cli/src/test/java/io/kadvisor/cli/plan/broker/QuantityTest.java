package io.kadvisor.cli.plan.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.placement.Measure;
import org.junit.jupiter.api.Test;

class QuantityTest {
  @Test
  void shouldSayBothFiguresInOneUnitThatTellsThemApart() {
    assertThat(Quantity.change(Measure.DISK, 0, 512)).isEqualTo("0.0 → 512.0 MiB");
    assertThat(Quantity.change(Measure.DISK, 1024 * 1100, 1024 * 900))
        .isEqualTo("1100.0 → 900.0 GiB");
    assertThat(Quantity.change(Measure.NW_IN, 20 * 1024, 10 * 1024)).isEqualTo("20.0 → 10.0 MiB/s");
    assertThat(Quantity.change(Measure.NW_OUT, 0.5, 0.25)).isEqualTo("0.5 → 0.3 KiB/s");
    assertThat(Quantity.change(Measure.CPU, 12.34, 45)).isEqualTo("12.3 → 45.0 %");
    assertThat(Quantity.change(Measure.LEADERS, 9, 12)).isEqualTo("9 → 12");
  }

  @Test
  void shouldSayOneFigureWhenBothReadTheSame() {
    assertThat(Quantity.change(Measure.REPLICAS, 7, 7)).isEqualTo("7");
    assertThat(Quantity.change(Measure.CPU, 7.01, 7.02)).isEqualTo("7.0 %");
  }

  @Test
  void shouldPutTicksAtRoundNumbers() {
    assertThat(Axis.ticks(1)).containsExactly(0.0, 0.25, 0.5, 0.75, 1.0);
    assertThat(Axis.ticks(99)).containsExactly(0.0, 25.0, 50.0, 75.0);
    assertThat(Quantity.plain(0.25)).isEqualTo("0.25");
    assertThat(Quantity.plain(0)).isEqualTo("0");
    assertThat(Quantity.plain(150.04)).isEqualTo("150");
    assertThat(Axis.ticks(730)).containsExactly(0.0, 200.0, 400.0, 600.0);
  }
}
