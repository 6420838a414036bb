package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short tour on real brokers, once. */
class TourIT extends TourTests {
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(45);

  @Override
  Tour ended(Path folder) throws Exception {
    return Tour.run(
        folder, ENDS_WITHIN, "--scenario", "tour-short", "--seed", "7", "--set", "plain=20s");
  }

  @Test
  void shouldSayWhenItWasBlindWhenTheHomeWasLost() {
    assertThat(tour().output())
        .contains("! advisor-blind since")
        .contains("! the advisor sees again");
  }
}
