package io.kadvisor.api.feed;

import io.kadvisor.model.command.Command;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes commands to the topic of the home cluster, in the partition of their cluster. */
public final class KafkaCommands implements Commands {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Topic<Command> topic;
  private final Map<String, Object> config;
  private Optional<Producer<Key, Command>> producer = Optional.empty();

  /** The client is made with the first command, since the home cluster may not be there yet. */
  public KafkaCommands(Topics topics, Map<String, Object> config) {
    this.topic = topics.commands();
    this.config = Map.copyOf(config);
  }

  private synchronized Producer<Key, Command> producer() {
    if (producer.isEmpty()) {
      producer =
          Optional.of(
              new KafkaProducer<>(
                  config, Key.serde().serializer(), topic.valueSerde().serializer()));
    }
    return producer.get();
  }

  @Override
  public void write(Command command) throws NotWritten {
    try {
      Future<RecordMetadata> written =
          producer()
              .send(
                  new ProducerRecord<>(
                      topic.name(),
                      null,
                      command.effectiveFrom().toEpochMilli(),
                      Keys.of(command),
                      command));
      written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new NotWritten(String.valueOf(e.getCause().getMessage()), e);
    } catch (KafkaException e) {
      throw new NotWritten(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new NotWritten("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotWritten("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    producer.ifPresent(client -> client.close(Duration.ofSeconds(2)));
  }
}
