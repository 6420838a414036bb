package io.kadvisor.streams.planning;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans on their topic. Each plan is one transaction of a producer that is named after its cluster:
 * beginning one fences off whoever wrote before, then the topic is read to its end, and only then
 * it is decided. So of two makers one sees what the other wrote, and nobody sees half a plan. What
 * was written is known at once: readers of committed records see it only when its end has been
 * marked in the partition, which is a moment after the commit.
 */
public final class KafkaPlans implements Plans {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPlans.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CATCH_UP = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final Topic<PlanPart> topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Function<ClusterId, Producer<byte[], byte[]>> producers;
  private final Deserializer<Key> keys = Key.serde().deserializer();
  private final Deserializer<PlanPart> values;
  private final Map<ClusterId, PlanShelf> shelves = new HashMap<>();
  private Optional<Consumer<byte[], byte[]>> consumer = Optional.empty();

  /**
   * Reads and writes nothing yet.
   *
   * @param consumers of committed records only, without a group
   * @param producers transactional, each with an id that is the cluster's alone
   */
  KafkaPlans(
      Topic<PlanPart> topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Function<ClusterId, Producer<byte[], byte[]>> producers) {
    this.topic = topic;
    this.consumers = consumers;
    this.producers = producers;
    this.values = topic.valueSerde().deserializer();
  }

  @Override
  public Map<AdvisoryId, KeptPlan> of(ClusterId cluster) {
    catchUp(cluster);
    return shelves.getOrDefault(cluster, new PlanShelf()).plans();
  }

  @Override
  public boolean write(KeptPlan plan) {
    try (Writing writing = new Writing(plan.cluster())) {
      KeptPlan there = of(plan.cluster()).get(plan.advisory());
      if (there != null && there.summary().sweep().compareTo(plan.summary().sweep()) >= 0) {
        return false;
      }
      Set<Integer> former = shelf(plan.cluster()).numbers(plan.advisory());
      List<PlanPart> parts = plan.parts();
      parts.forEach(part -> former.remove(part.part()));
      writing.begin();
      parts.forEach(writing::send);
      former.forEach(part -> writing.remove(Keys.of(plan.cluster(), plan.advisory(), part)));
      writing.commit();
      PlanShelf shelf = shelf(plan.cluster());
      parts.forEach(shelf::put);
      former.forEach(part -> shelf.remove(plan.advisory(), part));
      return true;
    }
  }

  @Override
  public void forget(ClusterId cluster, AdvisoryId advisory) {
    try (Writing writing = new Writing(cluster)) {
      catchUp(cluster);
      Set<Integer> parts = shelf(cluster).numbers(advisory);
      if (!parts.isEmpty()) {
        writing.begin();
        parts.forEach(part -> writing.remove(Keys.of(cluster, advisory, part)));
        writing.commit();
        parts.forEach(part -> shelf(cluster).remove(advisory, part));
      }
    }
  }

  private PlanShelf shelf(ClusterId cluster) {
    return shelves.computeIfAbsent(cluster, id -> new PlanShelf());
  }

  /** Reads the cluster's partition to its end, from where it was read to before. */
  private void catchUp(ClusterId cluster) {
    try {
      catchUp(new TopicPartition(topic.name(), partition(cluster)));
    } catch (KafkaException e) {
      beginAnew();
      throw e;
    }
  }

  private int partition(ClusterId cluster) {
    return ClusterPartitioner.partitionOf(cluster, topic.partitions());
  }

  private void catchUp(TopicPartition partition) {
    if (consumer.isEmpty()) {
      consumer = Optional.of(consumers.get());
    }
    Consumer<byte[], byte[]> reading = consumer.get();
    if (!reading.assignment().contains(partition)) {
      List<TopicPartition> all = new ArrayList<>(reading.assignment());
      all.add(partition);
      reading.assign(all);
      reading.seekToBeginning(List.of(partition));
    }
    long end = reading.endOffsets(List.of(partition)).get(partition);
    long deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (reading.position(partition) < end) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the plans could not be read to their end in " + CATCH_UP);
      }
      reading.poll(POLL).forEach(this::read);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> raw) {
    try {
      Key key = keys.deserialize(raw.topic(), raw.key());
      if (raw.value() == null) {
        int part = Integer.parseInt(key.parts().get(1));
        shelf(key.cluster()).remove(AdvisoryId.parse(key.parts().get(0)), part);
      } else {
        shelf(key.cluster()).put(values.deserialize(raw.topic(), raw.value()));
      }
    } catch (SerializationException | IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.atWarn()
          .addKeyValue("partition", raw.partition())
          .addKeyValue("offset", raw.offset())
          .addKeyValue("why", e.getMessage())
          .log("A part of a plan cannot be read and is left out");
    }
  }

  private void beginAnew() {
    consumer.ifPresent(reading -> reading.close(CloseOptions.timeout(FAREWELL)));
    consumer = Optional.empty();
    shelves.clear();
  }

  @Override
  public void close() {
    beginAnew();
  }

  /** One transaction, or none where nothing is begun. */
  private final class Writing implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private boolean open;

    Writing(ClusterId cluster) {
      producer = producers.apply(cluster);
      try {
        producer.initTransactions();
      } catch (KafkaException e) {
        producer.close(FAREWELL);
        throw e;
      }
    }

    void begin() {
      producer.beginTransaction();
      open = true;
    }

    void send(PlanPart part) {
      byte[] value = topic.valueSerde().serializer().serialize(topic.name(), part);
      send(Keys.of(part), value);
    }

    void remove(Key key) {
      send(key, null);
    }

    /** A failure is told by the commit. */
    private void send(Key key, byte[] value) {
      byte[] name = Key.serde().serializer().serialize(topic.name(), key);
      int partition = partition(key.cluster());
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic.name(), partition, name, value));
    }

    void commit() {
      producer.commitTransaction();
      open = false;
    }

    /** What was not committed is not seen; the broker ends it where this cannot. */
    @Override
    public void close() {
      try {
        if (open) {
          producer.abortTransaction();
        }
      } catch (KafkaException fenced) {
        LOG.atDebug().addKeyValue("why", fenced.getMessage()).log("A plan was not aborted");
      } finally {
        producer.close(FAREWELL);
      }
    }
  }
}
