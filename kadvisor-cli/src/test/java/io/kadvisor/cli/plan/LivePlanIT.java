package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.localcluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for brokers that run, carried out on them. */
class LivePlanIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PARTITIONS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalCluster brokers;
  private static Admin admin;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    brokers = LocalCluster.builder().jmx(false).start();
    Map<String, Object> client = Map.of("bootstrap.servers", brokers.bootstrapServers());
    admin = Admin.create(client);
    admin.createTopics(List.of(new NewTopic("orders", PARTITIONS, (short) 2))).all().get();
    try (var producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      IntStream.range(0, 40 * PARTITIONS)
          .forEach(
              n ->
                  producer.send(
                      new ProducerRecord<>("orders", n % PARTITIONS, null, new byte[1000])));
    }
  }

  @AfterAll
  static void stop() {
    admin.close(Duration.ZERO);
    brokers.close();
  }

  private static JsonNode plan(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("--observe", "1s"));
    all.addAll(List.of(more));
    return PlanRun.json(all.toArray(String[]::new));
  }

  @Test
  void shouldFillABrokerThatCameAndEmptyItAgainWhenTheStepsAreTyped() throws Exception {
    brokers.addBroker(4, "az1");

    JsonNode grown = typed("grown");
    assertThat(grown.get("before").get("replicas").get("outOfBand10pct").asInt()).isPositive();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(held(4)).isBetween(5, 7));
    assertThat(plan("--from", brokers.bootstrapServers()).get("shareOfReplicasMoved").asDouble())
        .isZero();
    assertRacksApart();

    typed("drained", "--remove-broker", "4");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(held(4)).isZero());
    assertRacksApart();
    brokers.removeBroker(4);
  }

  /** Plans, and carries out what the steps say, word by word. */
  private JsonNode typed(String name, String... more) throws Exception {
    Path steps = folder.resolve(name);
    List<String> options =
        new ArrayList<>(
            List.of("--from", brokers.bootstrapServers(), "--reassignment-json", steps.toString()));
    options.addAll(List.of(more));
    JsonNode plan = plan(options.toArray(String[]::new));
    assertThat(Files.readString(steps.resolve("steps.md")))
        .contains("--throttle 10485760", "is not known");
    new TypedSteps(steps, brokers.bootstrapServers()).carryOut();
    return plan;
  }

  @Test
  void shouldPlanTheSameFromWhatWasSaved() throws Exception {
    Path saved = folder.resolve("cluster.json.gz");

    JsonNode live = plan("--from", brokers.bootstrapServers(), "--save", saved.toString());
    JsonNode again = plan("--input", saved.toString());

    assertThat(again.get("before")).isEqualTo(live.get("before"));
    assertThat(again.get("after")).isEqualTo(live.get("after"));
    assertThat(again.get("moves")).isEqualTo(live.get("moves"));
    assertThat(live.get("notes")).anyMatch(note -> note.asText().startsWith("CPU is not known"));
  }

  @Test
  void shouldReadTheClusterThatTheConfigurationNames() throws Exception {
    Path config = folder.resolve("kadvisor.yaml");
    Files.writeString(
        config,
        """
        home: {client: {bootstrap.servers: "%1$s"}}
        clusters: [{alias: shop, client: {bootstrap.servers: "%1$s"}}]
        policy: {capacity: {every-broker: {storage: 1 GiB, network-in: 10 MiB/s, network-out: 10 MiB/s}}}
        """
            .formatted(brokers.bootstrapServers()));
    Path saved = folder.resolve("cluster.json");

    plan("--from", "shop", "--config", config.toString(), "--save", saved.toString());

    JsonNode capacity = MAPPER.readTree(Files.readString(saved)).get("brokers").get(0).get("cap");
    assertThat(capacity.get("disk").asDouble()).isEqualTo(1024);
    assertThat(capacity.get("nwIn").asDouble()).isEqualTo(10240);
  }

  private static Collection<TopicDescription> described() throws Exception {
    return admin.describeTopics(List.of("orders")).allTopicNames().get().values();
  }

  private static int held(int broker) throws Exception {
    return (int)
        described().stream()
            .flatMap(topic -> topic.partitions().stream())
            .flatMap(partition -> partition.replicas().stream())
            .filter(node -> node.id() == broker)
            .count();
  }

  private static void assertRacksApart() throws Exception {
    assertThat(described())
        .flatExtracting(TopicDescription::partitions)
        .allMatch(
            partition ->
                partition.replicas().stream().map(Node::rack).distinct().count()
                    == partition.replicas().size());
  }
}
