package io.kadvisor.api.feed;

import io.kadvisor.api.health.RoleHealth;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics of the home cluster: committed records only, without a group, compacted topics
 * whole and the others from their tail. A home that is lost is waited for; a failure that the
 * client cannot mend begins anew with a new client, which changes nothing, since every record may
 * be seen twice.
 */
public final class TopicFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final InstantSource clock;
  private final Intake intake;
  private final Map<String, Source<?>> sources;
  private final Deserializer<Key> keys = Key.serde().deserializer();
  private final Map<TopicPartition, Long> toLoad = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "api-feed");
  private volatile Consumer<byte[], byte[]> client;
  private volatile boolean loaded;
  private volatile String trouble = "";
  private volatile Instant since;

  public TopicFeed(
      Topics topics,
      Intake intake,
      Supplier<Consumer<byte[], byte[]>> clients,
      InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
    this.intake = intake;
    this.since = clock.instant();
    this.sources =
        new Sources(topics, intake, clock, () -> loaded)
            .all().stream().collect(Collectors.toMap(s -> s.topic().name(), s -> s));
  }

  @Override
  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = clients.get()) {
        client = consumer;
        begin(consumer);
        follow(consumer);
      } catch (WakeupException | InterruptException e) {
        Thread.interrupted();
      } catch (KafkaException e) {
        stumbled(e);
      }
    }
  }

  private void stumbled(KafkaException failure) {
    if (trouble.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("why", failure.getMessage())
          .log("The topics cannot be read; trying again");
    }
    turn(loaded, String.valueOf(failure.getMessage()));
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn(boolean nowLoaded, String nowTrouble) {
    if (nowLoaded != loaded || nowTrouble.isEmpty() != trouble.isEmpty()) {
      since = clock.instant();
    }
    loaded = nowLoaded;
    trouble = nowTrouble;
  }

  private void begin(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        sources.keySet().stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, OffsetAndTimestamp> byTime =
        consumer.offsetsForTimes(tailTimes(partitions));
    for (TopicPartition partition : partitions) {
      long end = ends.get(partition);
      consumer.seek(partition, startOf(partition, first.get(partition), end, byTime));
    }
    toLoad.clear();
    toLoad.putAll(ends);
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("topic " + topic + " is not there yet");
    }
    return partitions;
  }

  private Map<TopicPartition, Long> tailTimes(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> times = new HashMap<>();
    for (TopicPartition partition : partitions) {
      sources
          .get(partition.topic())
          .tail()
          .ifPresent(tail -> times.put(partition, clock.instant().minus(tail).toEpochMilli()));
    }
    return times;
  }

  private long startOf(
      TopicPartition partition,
      long first,
      long end,
      Map<TopicPartition, OffsetAndTimestamp> byTime) {
    Source<?> source = sources.get(partition.topic());
    if (source.tail().isEmpty()) {
      return first;
    }
    OffsetAndTimestamp found = byTime.get(partition);
    return Math.max(first, Math.max(found == null ? end : found.offset(), end - source.atMost()));
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    while (closing.getCount() > 0) {
      consumer.poll(POLL).forEach(this::read);
      if (!toLoad.isEmpty()) {
        toLoad.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
      }
      if (toLoad.isEmpty()) {
        turn(true, "");
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> raw) {
    try {
      intake.counted();
      sources.get(raw.topic()).read(keys, raw);
    } catch (RuntimeException e) {
      skipped(raw, e);
    }
  }

  /** Says it for the first, second, fourth … one: a topic full of them must not fill the log. */
  private void skipped(ConsumerRecord<byte[], byte[]> raw, RuntimeException failure) {
    long count = intake.skippedOne();
    if (Long.bitCount(count) == 1) {
      LOG.atWarn()
          .addKeyValue("topic", raw.topic())
          .addKeyValue("partition", raw.partition())
          .addKeyValue("offset", raw.offset())
          .addKeyValue("why", failure.getClass().getSimpleName())
          .addKeyValue("skipped", count)
          .log("A record cannot be read and is left out");
    }
  }

  @Override
  public boolean loaded() {
    return loaded;
  }

  @Override
  public RoleHealth health() {
    return new FeedHealth();
  }

  private final class FeedHealth implements RoleHealth {
    @Override
    public String name() {
      return "api";
    }

    @Override
    public Status status() {
      if (!trouble.isEmpty()) {
        return loaded ? Status.DEGRADED : Status.STARTING;
      }
      return loaded ? Status.UP : Status.STARTING;
    }

    @Override
    public Instant since() {
      return since;
    }

    @Override
    public Map<String, String> details() {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("recordsRead", Long.toString(intake.records()));
      details.put("recordsSkipped", Long.toString(intake.skipped()));
      details.put("deadLetters", Long.toString(intake.deadLetters()));
      if (!trouble.isEmpty()) {
        details.put("trouble", trouble);
      }
      return details;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    if (client != null) {
      client.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
