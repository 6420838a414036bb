package io.kadvisor.api.feed;

import io.kadvisor.model.command.Command;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.Map;
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
  private final Producer<Key, Command> producer;

  public KafkaCommands(Topics topics, Map<String, Object> config) {
    this.topic = topics.commands();
    this.producer =
        new KafkaProducer<>(config, Key.serde().serializer(), topic.valueSerde().serializer());
  }

  @Override
  public void write(Command command) throws NotWritten {
    try {
      Future<RecordMetadata> written =
          producer.send(
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
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
