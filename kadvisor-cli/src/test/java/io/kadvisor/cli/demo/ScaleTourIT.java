package io.kadvisor.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * A broker that joins and one that leaves, between a quiet while and the loss of the home. They
 * move replicas of every topic, so the tour leaves them out: what came behind would find another
 * cluster.
 */
@Tag("long")
class ScaleTourIT extends TourTests {
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(45);
  private static final String SCENARIOS =
      """
      format: scenario/1
      include:
        - quiet-plain
        - add-broker
        - remove-broker
      """;

  @Override
  Tour ended(Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("scale.yaml"), SCENARIOS);
    return Tour.run(
        folder, ENDS_WITHIN, "--scenario-file", file.toString(), "--seed", "7", "--port", "0");
  }
}
