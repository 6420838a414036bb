package io.kadvisor.api.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One advisory after the other: while one is on its way, or others wait, nothing more is read, and
 * the group is kept alive. Used by one thread.
 */
final class Delivery {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long LOOK_MILLIS = 100;

  private final String topic;
  private final Selection selection;
  private final Receiver receiver;
  private final WebhookHealth health;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private Optional<OnItsWay> current = Optional.empty();

  /** A record that the receiver is being asked to take. */
  private record OnItsWay(
      ConsumerRecord<byte[], byte[]> record, Parcel parcel, CompletableFuture<Answer> answer) {}

  Delivery(String topic, Selection selection, Receiver receiver, WebhookHealth health) {
    this.topic = topic;
    this.selection = selection;
    this.receiver = receiver;
    this.health = health;
  }

  /** Sends until the end comes; a failure of the client is thrown. */
  void follow(Consumer<byte[], byte[]> consumer, BooleanSupplier end) {
    forget();
    consumer.subscribe(List.of(topic), new Shares(consumer));
    try {
      while (!end.getAsBoolean()) {
        step(consumer);
        health.reads();
      }
    } finally {
      forget();
    }
  }

  private void step(Consumer<byte[], byte[]> consumer) {
    if (current.isEmpty() && waiting.isEmpty()) {
      commit(consumer);
      consumer.resume(consumer.paused());
      consumer.poll(POLL).forEach(waiting::add);
    } else {
      consumer.pause(consumer.assignment());
      consumer.poll(Duration.ZERO).forEach(waiting::add);
      goOn(consumer);
    }
  }

  private void goOn(Consumer<byte[], byte[]> consumer) {
    if (current.isPresent()) {
      look(current.get()).ifPresent(answer -> finish(consumer, answer));
      return;
    }
    ConsumerRecord<byte[], byte[]> next = waiting.poll();
    if (next != null) {
      selection
          .of(next.value())
          .ifPresentOrElse(
              parcel -> current = Optional.of(new OnItsWay(next, parcel, receiver.deliver(parcel))),
              () -> remember(next));
    }
  }

  private void finish(Consumer<byte[], byte[]> consumer, Answer answer) {
    OnItsWay finished = current.orElseThrow();
    current = Optional.empty();
    if (answer.kind() == Answer.Kind.TAKEN) {
      health.delivered();
    } else {
      health.refused(finished.parcel().key(), answer.why());
    }
    remember(finished.record());
    commit(consumer);
  }

  /** Waits a moment for the answer. */
  private static Optional<Answer> look(OnItsWay sent) {
    try {
      return Optional.of(sent.answer().get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an attempt ends with an answer", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void remember(ConsumerRecord<byte[], byte[]> record) {
    done.put(
        new TopicPartition(record.topic(), record.partition()),
        new OffsetAndMetadata(record.offset() + 1));
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    if (!done.isEmpty()) {
      consumer.commitSync(Map.copyOf(done));
      done.clear();
    }
  }

  /** What was read and not taken is read again by whoever goes on. */
  private void forget() {
    waiting.clear();
    done.clear();
    cancel();
  }

  private void cancel() {
    current.ifPresent(sent -> sent.answer().cancel(true));
    current = Optional.empty();
  }

  /** The partitions that come and go as instances do. */
  private final class Shares implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    Shares(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    /** Where nobody was before, it begins with what comes, and says so at once. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Set<TopicPartition> fresh = new HashSet<>(partitions);
      consumer
          .committed(fresh)
          .forEach((partition, offset) -> fresh.remove(offset == null ? null : partition));
      if (fresh.isEmpty()) {
        return;
      }
      consumer.seekToEnd(fresh);
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      fresh.forEach(p -> ends.put(p, new OffsetAndMetadata(consumer.position(p))));
      consumer.commitSync(ends);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(consumer);
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      waiting.removeIf(record -> partitions.contains(partitionOf(record)));
      done.keySet().removeAll(partitions);
      if (current.filter(sent -> partitions.contains(partitionOf(sent.record()))).isPresent()) {
        cancel();
      }
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
      return new TopicPartition(record.topic(), record.partition());
    }
  }
}
