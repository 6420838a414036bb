package io.kadvisor.compatibility;

import io.kadvisor.collector.admin.AdminSource;
import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.RealCluster;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The source under test, and clients that change the cluster: all of today's version. */
final class Clients implements AutoCloseable {
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AdminSource source;

  Clients(String bootstrapServers) {
    var client = Map.of("bootstrap.servers", bootstrapServers);
    admin = Admin.create(Map.copyOf(client));
    producer =
        new KafkaProducer<>(
            Map.copyOf(client), new ByteArraySerializer(), new ByteArraySerializer());
    source = new AdminSource("old", client, Duration.ofSeconds(3));
  }

  FactSource source() {
    return source;
  }

  Admin admin() {
    return admin;
  }

  RealCluster hands(IntConsumer silence, IntConsumer revive) {
    return new RealCluster(admin, producer, silence, revive);
  }

  @Override
  public void close() {
    source.close();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }
}
