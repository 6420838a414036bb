package io.kadvisor.collector.publish;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks for the last mark of a cluster, backwards in blocks from the end of its partition. */
final class MarkSearch {
  private static final long BLOCK = 1_000;
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Topic<ClusterRecord> topic;
  private final ClusterId cluster;
  private final long deadlineNanos;

  MarkSearch(
      Consumer<byte[], byte[]> consumer,
      Topic<ClusterRecord> topic,
      ClusterId cluster,
      Duration time) {
    this.consumer = consumer;
    this.topic = topic;
    this.cluster = cluster;
    this.deadlineNanos = System.nanoTime() + time.toNanos();
  }

  /**
   * The greatest sweep of the last block that has any.
   *
   * @throws TimeoutException when the partition could not be read in time
   */
  Optional<SweepId> search(int partition) {
    TopicPartition where = new TopicPartition(topic.name(), partition);
    consumer.assign(List.of(where));
    long begin = consumer.beginningOffsets(List.of(where)).get(where);
    long end = consumer.endOffsets(List.of(where)).get(where);
    Optional<SweepId> found = Optional.empty();
    while (found.isEmpty() && end > begin) {
      long from = Math.max(begin, end - BLOCK);
      found = block(where, from, end);
      end = from;
    }
    return found;
  }

  private Optional<SweepId> block(TopicPartition where, long from, long end) {
    consumer.seek(where, from);
    Optional<SweepId> last = Optional.empty();
    while (consumer.position(where) < end) {
      if (System.nanoTime() > deadlineNanos) {
        throw new TimeoutException("the last mark was not found in time");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Optional<SweepId> sweep = sweep(record).filter(id -> record.offset() < end);
        last = greater(last, sweep);
      }
    }
    return last;
  }

  private static Optional<SweepId> greater(Optional<SweepId> one, Optional<SweepId> other) {
    return one.isPresent() && (other.isEmpty() || one.get().compareTo(other.get()) > 0)
        ? one
        : other;
  }

  /** Something that is no cluster record is the reader's business, not ours. */
  private Optional<SweepId> sweep(ConsumerRecord<byte[], byte[]> record) {
    try {
      ClusterRecord value =
          topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      return value instanceof SweepMark mark && mark.cluster().equals(cluster)
          ? Optional.of(mark.sweep())
          : Optional.empty();
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }
}
