package io.kadvisor.collector.lease;

import io.kadvisor.model.ClusterId;
import io.kadvisor.wire.ClusterPartitioner;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases by partition assignment: all collectors of a home are one group on {@code collectors}, and
 * who is assigned a cluster's partition sweeps it. A collector that dies or hangs loses its
 * partitions with its session; until a hung one notices, its sweeps are of an older epoch, and are
 * dropped. One that cannot reach the home keeps what it has: it can write nothing, and says so.
 */
public final class KafkaLeases implements Leases {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLeases.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final int SESSION_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 2_000;

  private final Map<String, Object> properties;
  private final Topics topics;
  private final String instance;
  private final Thread thread;
  private final Set<Integer> held = new HashSet<>();
  private Optional<Consumer<byte[], byte[]>> open = Optional.empty();
  private final Map<Integer, Long> turns = new HashMap<>();
  private boolean decided;
  private boolean closed;

  /**
   * Joins at once and goes on in the background.
   *
   * @param client properties of every client to the home
   * @param instance what this collector calls itself: no two that run at a time may share it
   */
  public KafkaLeases(Map<String, Object> client, Topics topics, String instance) {
    this.properties = properties(client, topics, instance);
    this.topics = topics;
    this.instance = instance;
    this.thread = new Thread(this::run, "collector-leases");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  private static Map<String, Object> properties(
      Map<String, Object> client, Topics topics, String instance) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, topics.collectors().name());
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class.getName()));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return properties;
  }

  @Override
  public synchronized Standing of(ClusterId cluster) {
    if (!decided) {
      return Standing.UNDECIDED;
    }
    return held.contains(partition(cluster)) ? Standing.HELD : Standing.ELSEWHERE;
  }

  @Override
  public synchronized long turn(ClusterId cluster) {
    return turns.getOrDefault(partition(cluster), 0L);
  }

  private int partition(ClusterId cluster) {
    return ClusterPartitioner.partitionOf(cluster, topics.partitions());
  }

  @Override
  public synchronized Standing await(ClusterId cluster, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos();
        !decided && !closed && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return of(cluster);
  }

  private void run() {
    boolean again = true;
    while (again) {
      try {
        again = join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        again = false;
      }
    }
  }

  /** One membership, from joining to its end; true when another one should be tried. */
  private boolean join() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      if (!opened(consumer)) {
        return false;
      }
      consumer.subscribe(List.of(topics.collectors().name()), new Assignment());
      poll(consumer);
      return false;
    } catch (FencedInstanceIdException e) {
      LOG.error(
          "Another collector calls itself {}, too: this one sweeps nothing any more. Give each its own"
              + " collector.instance-id",
          instance);
      lose();
      return false;
    } catch (KafkaException e) {
      LOG.warn("The home cluster does not say who sweeps which cluster: {}", e.getMessage());
    }
    return !pause();
  }

  private void poll(Consumer<byte[], byte[]> consumer) {
    try {
      while (!isClosed()) {
        // what others wrote when they took a lease is for readers; here only who holds it counts
        consumer.poll(POLL);
      }
    } catch (WakeupException e) {
      LOG.debug("Leaving the collectors' group");
    }
    consumer.close(
        CloseOptions.timeout(FAREWELL)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private synchronized boolean opened(Consumer<byte[], byte[]> consumer) {
    open = Optional.of(consumer);
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** True when closed meanwhile. */
  private synchronized boolean pause() throws InterruptedException {
    if (!closed) {
      TimeUnit.MILLISECONDS.timedWait(this, RETRY.toMillis());
    }
    return closed;
  }

  private synchronized void lose() {
    held.clear();
    decided = true;
    notifyAll();
  }

  /** Follows the group's assignment. */
  private final class Assignment implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      synchronized (KafkaLeases.this) {
        for (TopicPartition partition : partitions) {
          held.add(partition.partition());
          turns.merge(partition.partition(), 1L, Long::sum);
        }
        decided = true;
        KafkaLeases.this.notifyAll();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      synchronized (KafkaLeases.this) {
        partitions.forEach(partition -> held.remove(partition.partition()));
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      held.clear();
      open.ifPresent(Consumer::wakeup);
      notifyAll();
    }
    try {
      thread.join(FAREWELL.multipliedBy(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
