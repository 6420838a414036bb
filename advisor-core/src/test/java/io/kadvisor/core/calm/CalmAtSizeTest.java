package io.kadvisor.core.calm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each fault is told once, and nothing else is, however big the cluster. */
class CalmAtSizeTest {
  private static final Path PAGE = Path.of("../docs/calm.md");

  @Test
  void shouldTellEachFaultOnceAndNothingElseWhenTheClusterIsSmall() {
    Feed.Size size = new Feed.Size(12, 60, 10, 120);

    assertCalm(new Run(size, Duration.ofHours(12), Report.often(1, 12), 7));
  }

  @Tag("long")
  @Test
  void shouldTellEachFaultOnceAndNothingElseWhenTheClusterIsBig() throws IOException {
    Feed.Size size = new Feed.Size(100, 1_000, 20, 2_000);
    long seed = 20;
    Run run = new Run(size, Duration.ofHours(12), Report.often(1, 100), seed);

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, Report.of(run, seed));
    }

    assertCalm(run);
    assertThat(PAGE).hasContent(Report.of(run, seed));
  }

  private static void assertCalm(Run run) {
    assertThat(Report.faults(run)).isEmpty();
  }
}
