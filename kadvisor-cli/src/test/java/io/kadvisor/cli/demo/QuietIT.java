package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten minutes of plain demo, ten hours of the policy's time, in which nothing may open. */
@Tag("long")
class QuietIT {
  @TempDir Path folder;

  @Test
  void shouldOpenNothingWhenNothingIsWrong() throws Exception {
    Path file = folder.resolve("plain.json");
    try (Program demo =
        Program.start(
            folder, "demo", "--duration", "10m", "--port", "0", "--report", file.toString())) {
      assertThat(demo.exit(Duration.ofMinutes(13))).as(demo.output()).isZero();
    }
    JsonNode report = Json.mapper().readTree(file.toFile());
    assertThat(report.path("transitions")).isEmpty();
    assertThat(report.path("unexpected")).isEmpty();
  }
}
