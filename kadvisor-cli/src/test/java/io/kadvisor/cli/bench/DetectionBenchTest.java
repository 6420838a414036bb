package io.kadvisor.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.localcluster.scenario.ScenarioFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench times what the scenarios do, by the first sign of the fault itself. */
class DetectionBenchTest {
  private static final String LAG =
      "        - lag-above: {group: refund-desk, topic: refunds, records: 100}\n";

  @TempDir Path folder;

  @Test
  void shouldProveAStoppedConsumerByItsMembersAloneWhenItIsTimed() throws IOException {
    String shipped = text(ScenarioFile.class, "stopped-consumer.yaml");

    assertThat(shipped).containsOnlyOnce(LAG);
    assertThat(text(DetectionBench.class, "detection-stopped-consumer.yaml"))
        .isEqualTo(shipped.replace(LAG, ""));
    assertThat(DetectionBench.scenario("stopped-consumer", folder).scenarios()).hasSize(1);
    assertThat(folder.resolve("detection-stopped-consumer.yaml")).exists();
  }

  private static String text(Class<?> beside, String resource) throws IOException {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
