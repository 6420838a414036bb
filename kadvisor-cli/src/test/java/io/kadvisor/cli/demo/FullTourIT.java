package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every scenario on one cluster with one advisor, and two faults at once at the end. */
@Tag("long")
class FullTourIT extends TourTests {
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(60);

  @Override
  Tour ended(Path folder) throws Exception {
    return Tour.run(folder, ENDS_WITHIN, "--scenario", "tour", "--overlap", "--port", "0");
  }

  @Test
  void shouldHoldBothAdvisoriesOpenWhenTwoFaultsOverlap() {
    List<JsonNode> all = tour().scenarios().toList();
    JsonNode one = all.get(all.size() - 2);
    JsonNode other = all.get(all.size() - 1);

    assertThat(instant(one, "/advisories/0/openedAt"))
        .isBefore(instant(other, "/advisories/0/resolvedAt"));
    assertThat(instant(other, "/advisories/0/openedAt"))
        .isBefore(instant(one, "/advisories/0/resolvedAt"));
  }

  private static Instant instant(JsonNode scenario, String pointer) {
    return Instant.parse(scenario.at(pointer).asText());
  }
}
