package io.kadvisor.streams.running;

import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.KadvisorTopology;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.TopicProvisioning;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole graph in a test driver, with the production configuration; time is the test's. */
final class Driver implements AutoCloseable {
  static final Duration SILENCE = Duration.ofSeconds(10);

  final Topics topics = new Topics("k.");
  final StreamCounters counters = new StreamCounters();
  final AtomicBoolean homeAnswers = new AtomicBoolean(true);
  private final RocksDbMemory memory = new RocksDbMemory(new DataSize(8 << 20));
  private final TopologyTestDriver driver;

  Driver(Judging judging, Path folder) {
    StreamsSettings settings =
        StreamsSettings.of(
            Map.of("bootstrap.servers", "nowhere:1"),
            topics,
            "instance-1",
            folder,
            TopicProvisioning.Replication.forBrokers(1));
    Properties properties = StreamsProperties.of(settings, counters, memory);
    // the driver's producer forgets dead letters of a transaction in which nothing was processed
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver =
        new TopologyTestDriver(
            KadvisorTopology.build(topics, judging, SILENCE, now -> homeAnswers.get(), counters),
            properties,
            SampleSweep.START);
  }

  void put(Sample sample) {
    switch (sample.subject().kind()) {
      case BROKER ->
          pipe(topics.brokerSamples(), Keys.of(sample), (BrokerSample) sample, sample.sweepAt());
      case TOPIC ->
          pipe(topics.topicSamples(), Keys.of(sample), (TopicSample) sample, sample.sweepAt());
      case GROUP ->
          pipe(topics.groupSamples(), Keys.of(sample), (GroupSample) sample, sample.sweepAt());
      case CLUSTER ->
          pipe(topics.clusterRecords(), Keys.of(sample), (ClusterSample) sample, sample.sweepAt());
    }
  }

  void put(SweepMark mark) {
    pipe(topics.clusterRecords(), Key.of(mark.cluster()), mark, mark.sweepAt());
  }

  void put(SampleSweep sweep) {
    sweep.samples().forEach(this::put);
    put(sweep.mark());
  }

  void put(Command command) {
    pipe(topics.commands(), Keys.of(command), command, command.effectiveFrom());
  }

  void put(Policy policy) {
    pipe(topics.policies(), Keys.of(policy), policy, SampleSweep.START);
  }

  <V> void pipe(Topic<V> topic, Key key, V value, Instant at) {
    driver
        .createInputTopic(topic.name(), Key.serde().serializer(), topic.valueSerde().serializer())
        .pipeInput(key, value, at);
  }

  /** Any bytes, as a stranger could write them. */
  void pipeRaw(Topic<?> topic, String key, String value, Instant at) {
    driver
        .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(bytes(key), bytes(value), at);
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  <V> List<TestRecord<Key, V>> take(Topic<V> topic) {
    TestOutputTopic<Key, V> output =
        driver.createOutputTopic(
            topic.name(), Key.serde().deserializer(), topic.valueSerde().deserializer());
    return output.readRecordsToList();
  }

  /**
   * The driver shows what a dropped record left behind only at its next work: a tombstone, which
   * nobody heeds.
   */
  List<TestRecord<byte[], byte[]>> takeDeadLetters() {
    pipeRaw(topics.brokerSamples(), "any", null, SampleSweep.START);
    return driver
        .createOutputTopic(
            topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** What the judgement was given since the last call, tombstones left out. */
  List<String> told() {
    return take(topics.advisories()).stream()
        .map(TestRecord::value)
        .filter(Objects::nonNull)
        .map(Advisory::explanation)
        .toList();
  }

  /** A new process with what the changelogs of this one hold; nothing in memory survives. */
  Driver restarted(Judging judging, Path folder) {
    Map<String, List<KeyValue<Object, Object>>> kept = new TreeMap<>();
    driver.getAllStateStores().keySet().forEach(name -> kept.put(name, entries(name)));
    close();
    Driver next = new Driver(judging, folder);
    kept.forEach(
        (name, entries) -> next.driver.<Object, Object>getKeyValueStore(name).putAll(entries));
    return next;
  }

  /** The bytes of every store by key: what its changelog holds. */
  Map<String, Map<String, byte[]>> changelogs() {
    Map<String, Map<String, byte[]>> all = new TreeMap<>();
    for (String store : driver.getAllStateStores().keySet()) {
      Map<String, byte[]> bytes = new TreeMap<>();
      try (KeyValueIterator<Bytes, byte[]> entries = innermost(store).all()) {
        entries.forEachRemaining(
            entry -> bytes.put(new String(entry.key.get(), StandardCharsets.UTF_8), entry.value));
      }
      all.put(store, bytes);
    }
    return all;
  }

  /** Puts bytes into the stores as a restore from changelogs does. */
  void restore(Map<String, Map<String, byte[]>> changelogs) {
    changelogs.forEach(
        (store, entries) ->
            entries.forEach((key, value) -> innermost(store).put(Bytes.wrap(bytes(key)), value)));
  }

  @SuppressWarnings("unchecked") // below the serdes every store is one of bytes
  private KeyValueStore<Bytes, byte[]> innermost(String name) {
    StateStore store = driver.getKeyValueStore(name);
    while (store instanceof WrappedStateStore<?, ?, ?> wrapped) {
      store = wrapped.wrapped();
    }
    return (KeyValueStore<Bytes, byte[]>) store;
  }

  private List<KeyValue<Object, Object>> entries(String name) {
    List<KeyValue<Object, Object>> entries = new ArrayList<>();
    try (KeyValueIterator<Object, Object> all =
        driver.<Object, Object>getKeyValueStore(name).all()) {
      all.forEachRemaining(entries::add);
    }
    return entries;
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
  }
}
