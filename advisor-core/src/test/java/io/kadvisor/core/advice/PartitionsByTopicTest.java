package io.kadvisor.core.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.TopicName;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionsByTopicTest {
  @Test
  void shouldNameKafkasOwnTopicsLastWhenOthersAreConcernedToo() {
    assertThat(of("__consumer_offsets", "__transaction_state", "clicks", "orders").named())
        .startsWith("clicks 0, orders 0")
        .endsWith("1 more");
  }

  @Test
  void shouldNameKafkasOwnTopicsWhenThereAreNoOthers() {
    assertThat(of("__consumer_offsets").named()).isEqualTo("__consumer_offsets 0");
  }

  private static PartitionsByTopic of(String... topics) {
    return new PartitionsByTopic(
        Stream.of(topics)
            .collect(
                Collectors.toMap(
                    TopicName::new, t -> PartitionRanges.of(0), (a, b) -> a, TreeMap::new)));
  }
}
