package io.kadvisor.cli.plan.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"orders-1_a, orders-1_a", "orders.v1, 'orders\\.v1'", "a $(b), 'a\\ \\$\\(b\\)'"})
  void shouldEnlargeNoOtherTopicWhenANameReadsLikeAPattern(String topic, String argument) {
    assertThat(Tools.enlarge(topic, List.of("1:2", "2:3")))
        .endsWith("--alter --topic " + argument + " --partitions 2 --replica-assignment 1:2,2:3");
  }
}
