package io.kadvisor.localcluster.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Producers that send uncompressed batches as fast as they are taken. Where a topic has its broker
 * compress them hard (zstd, level 22), each batch holds a request handler for half a second of CPU,
 * and every other request waits for as many of them as there are producers.
 */
final class Saturation implements AutoCloseable {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int RECORD_BYTES = 32 * 1024;

  /** Few enough that a compressor finds much to do: half a byte of news in each byte. */
  private static final byte[] LETTERS = "etaoinshrdlucmfw".getBytes(StandardCharsets.US_ASCII);

  private final String bootstrapServers;
  private final String topic;
  private final List<Connection> connections = new ArrayList<>();

  Saturation(String bootstrapServers, String topic) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
  }

  /** Opens connections until there are so many. */
  synchronized void raiseTo(int count) {
    while (connections.size() < count) {
      connections.add(new Connection(bootstrapServers, topic, connections.size() + 1));
    }
  }

  @Override
  public synchronized void close() {
    connections.forEach(Connection::close);
    connections.clear();
  }

  /** One producer, which is one connection to the leader, and the thread that feeds it. */
  private static final class Connection implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Thread feeder;
    private volatile boolean closed;

    Connection(String bootstrapServers, String topic, int number) {
      this.topic = topic;
      this.producer = new KafkaProducer<>(settings(bootstrapServers, topic + "-" + number));
      this.feeder = new Thread(() -> feed(number), "saturation-" + number);
      feeder.setDaemon(true);
      feeder.start();
    }

    private static Map<String, Object> settings(String bootstrapServers, String name) {
      var settings = new HashMap<String, Object>();
      settings.put("bootstrap.servers", bootstrapServers);
      settings.put("client.id", "bulk-" + name);
      settings.put("key.serializer", ByteArraySerializer.class);
      settings.put("value.serializer", ByteArraySerializer.class);
      settings.put("compression.type", "none");
      settings.put("batch.size", BATCH_BYTES);
      settings.put("linger.ms", 1_000);
      settings.put("max.request.size", BATCH_BYTES + RECORD_BYTES);
      // a batch under way and one that is filled: more would only be memory
      settings.put("buffer.memory", 2L * BATCH_BYTES + RECORD_BYTES);
      settings.put("max.in.flight.requests.per.connection", 1);
      // followers are not awaited: it is the leader who is to be busy
      settings.put("acks", "1");
      settings.put("enable.idempotence", false);
      settings.put("request.timeout.ms", 60_000);
      settings.put("delivery.timeout.ms", 120_000);
      settings.put("max.block.ms", 60_000);
      settings.put("enable.metrics.push", false);
      return settings;
    }

    private void feed(int seed) {
      var random = new SplittableRandom(seed);
      while (!closed) {
        try {
          var unused = producer.send(new ProducerRecord<>(topic, text(random)));
        } catch (InterruptException ended) {
          return;
        } catch (KafkaException notNow) {
          // the next record is as good
        }
      }
    }

    private static byte[] text(SplittableRandom random) {
      var text = new byte[RECORD_BYTES];
      for (int index = 0; index < text.length; index++) {
        text[index] = LETTERS[random.nextInt(LETTERS.length)];
      }
      return text;
    }

    @Override
    public void close() {
      closed = true;
      feeder.interrupt();
      producer.close(Duration.ZERO);
    }
  }
}
