package io.kadvisor.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.capacity.BrokerTypes.BrokerType;
import org.junit.jupiter.api.Test;

class BrokerTypesTest {
  @Test
  void shouldKnowATypeAndTheNextLargerOfItsFamily() {
    BrokerType large = BrokerTypes.named("kafka.m7g.large").orElseThrow();

    assertThat(large.cores()).isEqualTo(2);
    assertThat(large.recommendedPartitions()).isEqualTo(1000);
    assertThat(large.dollarsPerHour()).contains(0.204);
    assertThat(BrokerTypes.above(large)).map(BrokerType::name).contains("kafka.m7g.xlarge");
  }

  @Test
  void shouldSayNothingOfAPriceThatNoSourceHas() {
    assertThat(BrokerTypes.named("kafka.t3.small").orElseThrow().dollarsPerHour()).isEmpty();
    assertThat(BrokerTypes.named("kafka.t3.small").flatMap(BrokerTypes::above)).isEmpty();
    assertThat(BrokerTypes.named("kafka.m9.large")).isEmpty();
  }
}
