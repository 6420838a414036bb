package io.kadvisor.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomePropertiesTest {
  /** Kafka's own clients look at them, and reach nobody for that. */
  @ParameterizedTest
  @ValueSource(strings = {"1000", "20000", " 60000 "})
  void shouldMakeClientsWhenAWayNeedsLongRequests(String millis) {
    Map<String, String> user =
        Map.of("bootstrap.servers", "127.0.0.1:1", "request.timeout.ms", millis);

    try (Admin admin = Admin.create(HomeProperties.admin(user));
        var producer = new KafkaProducer<byte[], byte[]>(HomeProperties.producer(user));
        var consumer = new KafkaConsumer<byte[], byte[]>(HomeProperties.consumer(user))) {
      assertThat(consumer.subscription()).isEmpty();
    }
  }

  @Test
  void shouldKeepItsOwnPatienceWhenRequestsAreShort() {
    Map<String, String> user = Map.of("bootstrap.servers", "127.0.0.1:1");

    assertThat(HomeProperties.admin(user)).containsEntry("default.api.timeout.ms", 5000);
    assertThat(HomeProperties.producer(user)).containsEntry("delivery.timeout.ms", 30000);
  }
}
