package io.kadvisor.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "1 B, 1",
    "5 MB, 5000000",
    "5MiB, 5242880",
    "2 TiB, 2199023255552",
    "1.5 kB, 1500",
    "3 KiB, 3072"
  })
  void shouldReadAnAmountWhenItHasAUnit(String text, long bytes) {
    assertThat(Sizes.size(text)).contains(new DataSize(bytes));
  }

  @ParameterizedTest
  @CsvSource({"5 MB/s, 5000000", "10 Gbit/s, 1250000000", "100 MiB/s, 104857600"})
  void shouldReadARateWhenItIsASecond(String text, double bytes) {
    assertThat(Sizes.rate(text)).contains(new DataRate(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 XB", "-1 MB", "0 B", "MB", "10 Mbit", "5 MB/s", "1 mB"})
  void shouldReadNoAmountWhenItIsNone(String text) {
    assertThat(Sizes.size(text)).isEmpty();
  }

  @Test
  void shouldReadNoRateWhenItIsAnAmount() {
    assertThat(Sizes.rate("5 MB")).isEmpty();
  }
}
