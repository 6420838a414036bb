package io.kadvisor.collector.admin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenGroup;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups of every kind on a real broker: state, members, what they hold, how far they are. */
class GroupKindsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String TOPIC = "polled";
  private static final int PARTITIONS = 3;

  private static LocalCluster brokers;
  private static AdminSource source;

  @BeforeAll
  static void start() throws Exception {
    brokers = LocalCluster.builder().brokers(1).jmx(false).start();
    var client = Map.of("bootstrap.servers", brokers.bootstrapServers());
    source = new AdminSource("real", client, Duration.ofSeconds(5));
    fill();
  }

  @AfterAll
  static void stop() {
    source.close();
    brokers.close();
  }

  private static void fill() throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, Object> client = Map.of("bootstrap.servers", brokers.bootstrapServers());
    try (Admin admin = Admin.create(client);
        var producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
          .all()
          .get(30, SECONDS);
      for (int n = 0; n < 30; n++) {
        producer.send(new ProducerRecord<>(TOPIC, n % PARTITIONS, null, "record " + n));
      }
      producer.flush();
      var earliest =
          new AlterConfigOp(
              new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, "sharers"), List.of(earliest)))
          .all()
          .get(30, SECONDS);
    }
  }

  @Test
  void shouldSeeConsumersOfBothProtocols() {
    try (var classic = consumer("classic-group", "classic");
        var modern = consumer("modern-group", "consumer")) {
      Facts facts =
          awaiting(
              () -> {
                classic.poll(Duration.ofMillis(100));
                modern.poll(Duration.ofMillis(100));
              },
              read -> holdsAll(read, "classic-group") && holdsAll(read, "modern-group"));

      assertThat(group(facts, "classic-group").type()).isEqualTo(GroupSample.Type.CLASSIC);
      assertThat(group(facts, "modern-group").type()).isEqualTo(GroupSample.Type.CONSUMER);
      assertThat(group(facts, "modern-group").state()).contains("Stable");
    }
  }

  private static Consumer<String, String> consumer(String group, String protocol) {
    var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                brokers.bootstrapServers(),
                "group.id",
                group,
                "group.protocol",
                protocol),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of(TOPIC));
    return consumer;
  }

  @Test
  void shouldSeeAShareGroupAndWhereItsPartitionsBegin() {
    try (ShareConsumer<String, String> sharer =
        new KafkaShareConsumer<>(
            Map.of("bootstrap.servers", brokers.bootstrapServers(), "group.id", "sharers"),
            new StringDeserializer(),
            new StringDeserializer())) {
      sharer.subscribe(Set.of(TOPIC));
      Facts facts =
          awaiting(
              () -> sharer.poll(Duration.ofMillis(200)),
              read -> holdsAll(read, "sharers") && hasDoneAll(read, "sharers"));

      SeenGroup group = group(facts, "sharers");
      assertThat(group.type()).isEqualTo(GroupSample.Type.SHARE);
      assertThat(group.state()).contains("Stable");
      assertThat(group.coordinator()).isPresent();
      assertThat(committed(facts, "sharers")).hasSize(PARTITIONS);
    }
  }

  @Test
  void shouldSeeAStreamsGroupWithItsTasksAsPartitions() {
    var builder = new StreamsBuilder();
    builder.stream(TOPIC).foreach((key, value) -> {});
    var properties = new Properties();
    properties.put("bootstrap.servers", brokers.bootstrapServers());
    properties.put("application.id", "streamers");
    properties.put("group.protocol", "streams");
    properties.put("commit.interval.ms", 200);
    properties.put("auto.offset.reset", "earliest");
    properties.put("default.key.serde", Serdes.StringSerde.class.getName());
    properties.put("default.value.serde", Serdes.StringSerde.class.getName());
    try (var streams = new KafkaStreams(builder.build(), properties)) {
      streams.start();
      Facts facts =
          awaiting(
              () -> {},
              read ->
                  holdsAll(read, "streamers")
                      && committed(read, "streamers").values().stream().mapToLong(n -> n).sum()
                          == 30);

      SeenGroup group = group(facts, "streamers");
      assertThat(group.type()).isEqualTo(GroupSample.Type.STREAMS);
      assertThat(group.state()).contains("Stable");
      assertThat(facts.notSeen())
          .noneMatch(missed -> missed.fact() == Fact.GROUPS || missed.fact() == Fact.GROUP_OFFSETS);
    }
  }

  private static Facts awaiting(Runnable work, Predicate<Facts> wanted) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions() // a read may fail once while groups are formed
        .until(
            () -> {
              work.run();
              return source.read(
                  new SweepPlan(false, List.of(), Set.of(), Set.of(), Duration.ofSeconds(5)));
            },
            wanted);
  }

  private static Optional<SeenGroup> find(Facts facts, String id) {
    return facts.groups().stream().filter(group -> group.id().value().equals(id)).findFirst();
  }

  private static SeenGroup group(Facts facts, String id) {
    return find(facts, id).orElseThrow();
  }

  private static boolean holdsAll(Facts facts, String id) {
    return find(facts, id).flatMap(SeenGroup::members).stream()
        .flatMap(List::stream)
        .anyMatch(member -> member.assigned().size() == PARTITIONS);
  }

  /** Where a partition begins follows late: the lag alone tells that all is done. */
  private static boolean hasDoneAll(Facts facts, String id) {
    Map<TopicPartition, Long> lags = group(facts, id).lags();
    return lags.size() == PARTITIONS && lags.values().stream().allMatch(lag -> lag == 0);
  }

  private static Map<TopicPartition, Long> committed(Facts facts, String id) {
    return find(facts, id).flatMap(SeenGroup::commits).orElse(Map.of());
  }
}
