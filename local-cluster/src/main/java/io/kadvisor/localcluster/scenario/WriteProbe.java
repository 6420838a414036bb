package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that wants all replicas and tries once. */
final class WriteProbe implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;

  WriteProbe(String bootstrapServers, String clientId) {
    this.producer = new KafkaProducer<>(settings(bootstrapServers, clientId));
  }

  private static Map<String, Object> settings(String bootstrapServers, String clientId) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("client.id", clientId);
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.put("acks", "all");
    settings.put("enable.idempotence", false);
    settings.put("retries", 0);
    settings.put("request.timeout.ms", 3_000);
    settings.put("delivery.timeout.ms", 4_000);
    settings.put("max.block.ms", 3_000);
    settings.put("enable.metrics.push", false);
    return settings;
  }

  /** Whether a small record is refused because too few replicas are in sync. */
  boolean isRefused(String topic) {
    try {
      producer.send(new ProducerRecord<>(topic, new byte[1])).get();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterView.Unseen(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotEnoughReplicasException
          || e.getCause() instanceof NotEnoughReplicasAfterAppendException) {
        return true;
      }
      throw new ClusterView.Unseen(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
