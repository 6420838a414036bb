package io.kadvisor.collector.jmx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.BrokerReadings.Measured;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What JMX tells of three real brokers, of whatever version. */
public interface JmxContract {
  /**
   * The brokers that are read.
   *
   * @param bootstrapServers where their clients connect
   * @param jmx where the JMX of each listens
   */
  record Watched(String bootstrapServers, Map<BrokerId, String> jmx) {
    public static Watched of(LocalCluster brokers) {
      return new Watched(
          brokers.bootstrapServers(),
          brokers.brokers().stream()
              .collect(
                  Collectors.toMap(
                      broker -> new BrokerId(broker.id()),
                      broker -> "127.0.0.1:" + broker.jmxPort().orElseThrow())));
    }
  }

  Watched watched();

  /** The bean of flushes comes with the first one, which a broker may not do for long. */
  @Test
  default void shouldTellEveryNumberOfEachBrokerOverJmx() throws Exception {
    try (Admin admin = Admin.create(client("flushing"));
        var producer = producer("flushing");
        JmxSource source = source()) {
      create(admin, new NewTopic("flushed", 1, (short) 3).configs(Map.of("flush.messages", "1")));
      producer.send(new ProducerRecord<>("flushed", new byte[1])).get(30, SECONDS);

      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(
              () -> {
                Map<BrokerId, BrokerReadings> read = source.read();
                assertThat(read).hasSize(3);
                read.values().forEach(JmxContract::assertWhole);
              });
    }
  }

  private static void assertWhole(BrokerReadings readings) {
    assertThat(readings.failure()).isEmpty();
    assertThat(toldWithoutQuotas())
        .isSubsetOf(readings.numbers().stream().map(Measured::metric).collect(Collectors.toSet()));
  }

  private static Set<Metric> toldWithoutQuotas() {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.fact().source() == Fact.Source.JMX)
        .filter(metric -> metric.fact() != Fact.THROTTLE_TIME)
        .collect(Collectors.toSet());
  }

  /** The beans of a quota come with the first client that it holds back. */
  @Test
  default void shouldTellForHowLongQuotasDelayClients() throws Exception {
    String held = "held-by-quota";
    try (Admin admin = Admin.create(client("quotas"));
        var producer = producer(held);
        var consumer = consumer(held);
        JmxSource source = source()) {
      admin.alterClientQuotas(List.of(quota(held, 1000))).all().get(30, SECONDS);
      create(admin, new NewTopic(held, 1, (short) 3));
      consumer.assign(List.of(new TopicPartition(held, 0)));

      await()
          .atMost(Duration.ofSeconds(120))
          .until(
              () -> {
                IntStream.range(0, 10)
                    .forEach(n -> producer.send(new ProducerRecord<>(held, new byte[10_000])));
                consumer.poll(Duration.ofMillis(200));
                Map<BrokerId, BrokerReadings> read = source.read();
                return delays(read, Metric.PRODUCE_QUOTA_DELAY)
                    && delays(read, Metric.FETCH_QUOTA_DELAY);
              });
      producer.close(Duration.ZERO);
    }
  }

  private static ClientQuotaAlteration quota(String client, double bytesPerSecond) {
    return new ClientQuotaAlteration(
        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, client)),
        List.of(
            new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond),
            new ClientQuotaAlteration.Op("consumer_byte_rate", bytesPerSecond)));
  }

  private static void create(Admin admin, NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get(30, SECONDS);
  }

  private static boolean delays(Map<BrokerId, BrokerReadings> read, Metric metric) {
    return read.values().stream()
        .flatMap(readings -> readings.numbers().stream())
        .anyMatch(number -> number.metric() == metric && number.value() > 0);
  }

  private Map<String, Object> client(String id) {
    return Map.of(
        "bootstrap.servers",
        watched().bootstrapServers(),
        "client.id",
        id,
        "auto.offset.reset",
        "earliest");
  }

  private KafkaProducer<byte[], byte[]> producer(String id) {
    return new KafkaProducer<>(client(id), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer(String id) {
    return new KafkaConsumer<>(
        client(id), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private JmxSource source() {
    return new JmxSource(
        new JmxSettings(watched().jmx(), Optional.empty(), Optional.empty()),
        Duration.ofSeconds(20),
        Clock.systemUTC());
  }
}
