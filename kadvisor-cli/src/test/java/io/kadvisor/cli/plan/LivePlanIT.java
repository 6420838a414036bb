package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.demo.KafkaTools;
import io.kadvisor.cli.demo.Placement;
import io.kadvisor.cli.demo.Program;
import io.kadvisor.executor.admin.AdminCluster;
import io.kadvisor.executor.wave.MovableCluster;
import io.kadvisor.executor.wave.MovableClusterContract;
import io.kadvisor.executor.wave.Throttling;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.replication.Passage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for brokers that run, carried out on them. Brokers 1 and 4 share a rack. */
class LivePlanIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<Integer, String> RACKS = Map.of(1, "az1", 2, "az2", 3, "az3", 4, "az1");
  private static final List<List<Integer>> THREE =
      List.of(List.of(1, 2), List.of(2, 3), List.of(3, 1));
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static LocalCluster brokers;
  private static Admin admin;
  private static Placement placement;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    brokers =
        LocalCluster.builder()
            .brokers(4)
            .jmx(false)
            .replicationProxies(true)
            // a killed broker is waited for as long
            .setting("broker.session.timeout.ms", "6000")
            .start();
    admin = Admin.create(client());
    placement = new Placement(admin);
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", brokers.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    admin.close(Duration.ZERO);
    brokers.close();
  }

  @AfterEach
  void beginAnew() throws Exception {
    way(Passage.free());
    brokers.broker(4).bringBack();
    brokers.awaitReady(PATIENCE);
    takeRatesOff(4);
    admin.deleteTopics(admin.listTopics().names().get()).all().get();
    await().atMost(PATIENCE).until(() -> admin.listTopics().names().get().isEmpty());
  }

  private static void create(String topic, int minInSync, List<List<Integer>> replicas)
      throws Exception {
    Map<Integer, List<Integer>> assignment =
        IntStream.range(0, replicas.size())
            .boxed()
            .collect(Collectors.toMap(p -> p, replicas::get));
    var wanted =
        new NewTopic(topic, assignment)
            .configs(Map.of("min.insync.replicas", Integer.toString(minInSync)));
    admin.createTopics(List.of(wanted)).all().get();
  }

  /** Something to copy. A broker may learn late of a topic, which idempotence does not get over. */
  private static void fill(String topic, int partitions, int kilobytes) {
    Map<String, Object> properties = new HashMap<>(client());
    properties.put("enable.idempotence", false);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      IntStream.range(0, partitions * kilobytes)
          .forEach(
              n ->
                  producer.send(new ProducerRecord<>(topic, n % partitions, null, new byte[1000])));
    }
  }

  /**
   * Twelve partitions on three of the brokers: the fourth is new. No two tests use one name: a
   * topic that is made again is not at once taken for another one.
   */
  private static void createTwelve(String topic) throws Exception {
    create(topic, 1, IntStream.range(0, 12).mapToObj(n -> THREE.get(n % 3)).toList());
    fill(topic, 12, 40);
  }

  private static JsonNode plan(String... more) throws IOException {
    return PlanRun.json(live(more).toArray(String[]::new));
  }

  private static List<String> live(String... more) {
    List<String> all =
        new ArrayList<>(List.of("--from", brokers.bootstrapServers(), "--observe", "1s"));
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** Plans, carries it out, and checks that the cluster is as planned and nothing is left. */
  private String executed(String... more) throws Exception {
    Path plan = Files.createTempDirectory(folder, "plan");
    List<String> all = live(more);
    all.addAll(List.of("--execute", "--reassignment-json", plan.resolve("moves").toString()));
    String out = PlanRun.of(all).succeeded().out();
    assertThat(out).contains("Wave 1 of ", "Carried out: the cluster is as planned.");
    assertNoThrottles();
    Path whole = plan.resolve("moves/all.json");
    if (Files.exists(whole)) {
      SortedMap<String, List<Integer>> planned = Placement.planned(Files.readString(whole));
      soon(() -> assertThat(placement.replicas(topics())).containsAllEntriesOf(planned));
    }
    return plan.resolve("moves").toString();
  }

  private static Set<String> topics() throws Exception {
    return admin.listTopics().names().get();
  }

  private static List<String> throttles() throws Exception {
    return placement.throttles(topics(), RACKS.keySet());
  }

  private static void assertNoThrottles() {
    soon(() -> assertThat(throttles()).isEmpty());
  }

  /** Each broker learns a moment later what the controller has done. */
  private static void soon(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }

  @Test
  void shouldFillAnEmptyBrokerAndEmptyItAgainWhenCarriedOut() throws Exception {
    createTwelve("orders");
    SortedMap<String, List<Integer>> start = placement.replicas(List.of("orders"));

    Path files = Path.of(executed());
    assertThat(held("orders", 4)).isBetween(5L, 7L);
    assertThat(PlanRun.of(live("--execute")).succeeded().out())
        .contains("Nothing to carry out: the plan changes nothing.")
        .doesNotContain("Carried out", "Carrying it out");
    assertRacksApart();
    assertThat(verified(files)).contains("is completed").doesNotContain("still in progress", "not");

    executed("--remove-broker", "4", "--objective", "drain");
    assertThat(held("orders", 4)).isZero();
    assertRacksApart();
    assertThat(placement.replicas(List.of("orders"))).hasSameSizeAs(start);
  }

  /** What Kafka's own tool says of the files of a plan. */
  private static String verified(Path files) throws Exception {
    return KafkaTools.in(files)
        .run(
            "kafka-reassign-partitions.sh --bootstrap-server "
                + brokers.bootstrapServers()
                + " --reassignment-json-file all.json --verify");
  }

  @Test
  void shouldFillAnEmptyBrokerWhenTheStepsAreTyped() throws Exception {
    createTwelve("invoices");
    Path steps = folder.resolve("steps");

    JsonNode plan = plan("--reassignment-json", steps.toString());
    assertThat(plan.get("before").get("replicas").get("outOfBand10pct").asInt()).isPositive();
    assertThat(Files.readString(steps.resolve("steps.md")))
        .contains("--throttle 10485760", "is not known");
    new TypedSteps(steps, brokers.bootstrapServers()).carryOut();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(held("invoices", 4)).isBetween(5L, 7L));
    assertRacksApart();
  }

  @Test
  void shouldHaveThreeReplicasInThreeRacksWhenTheFactorIsRaised() throws Exception {
    create("carts", 2, List.of(List.of(1), List.of(2), List.of(3), List.of(4)));
    fill("carts", 4, 100);

    executed("--objective", "grow", "--factor", "3", "--partitions", "carts=6");

    assertThat(placement.replicas(List.of("carts")).values())
        .hasSize(6)
        .allMatch(replicas -> racks(replicas).size() == 3 && replicas.size() == 3);
  }

  @Test
  void shouldBeInRacksOfTheirOwnWhenRacksAreRepaired() throws Exception {
    create("parcels", 1, List.of(List.of(1, 4), List.of(4, 1), List.of(2, 3)));
    fill("parcels", 3, 100);

    executed("--objective", "racks");

    assertRacksApart();
    assertThat(placement.replicas(List.of("parcels"))).containsEntry("parcels-2", List.of(2, 3));
  }

  @Test
  void shouldLeadAsPreferredWhenLeadersAreElected() throws Exception {
    create("clicks", 1, List.of(List.of(1, 2), List.of(1, 3)));
    Map<TopicPartition, Optional<NewPartitionReassignment>> other =
        Map.of(
            new TopicPartition("clicks", 0),
            Optional.of(new NewPartitionReassignment(List.of(2, 1))),
            new TopicPartition("clicks", 1),
            Optional.of(new NewPartitionReassignment(List.of(3, 1))));
    admin.alterPartitionReassignments(other).all().get();
    soon(() -> assertThat(placement.leaders(List.of("clicks")).values()).containsExactly(1, 1));

    executed("--objective", "elect");

    soon(() -> assertThat(placement.leaders(List.of("clicks")).values()).containsExactly(2, 3));
  }

  /** Kills broker 4 while it copies, which then takes long. */
  private static final class KillsWhileCopying extends StringWriter {
    private Thread killing;

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, length);
      if (killing == null && text.contains("Wave 1 of ")) {
        way(Passage.dropped());
        killing = new Thread(KillsWhileCopying::kill);
        killing.start();
      }
    }

    private static void kill() {
      await()
          .atMost(PATIENCE)
          .until(() -> !admin.listPartitionReassignments().reassignments().get().isEmpty());
      brokers.broker(4).kill();
    }
  }

  /** From all brokers to the fourth. */
  private static void way(Passage passage) {
    List.of(1, 2, 3).forEach(leader -> brokers.replication().orElseThrow().set(leader, 4, passage));
  }

  @Test
  void shouldStopAndPlanAnewWhenABrokerDiesInTheMiddleOfAWave() throws Exception {
    create(
        "events",
        1,
        List.of(List.of(4, 2), List.of(2, 3), List.of(3, 1), List.of(1, 2), List.of(2, 3)));
    fill("events", 5, 200);
    SortedMap<String, List<Integer>> start = placement.replicas(List.of("events"));

    PlanRun stopped = PlanRun.of(live("--execute"), new KillsWhileCopying());

    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(3);
    assertThat(stopped.out())
        .contains("Stopped: broker 4 is not there any more", "as before", "Done: 0 of ")
        .contains("A throttle is left on broker 4")
        .contains("Planned anew, for the cluster as it is now:", "empties broker 4")
        .contains("The same command with --remove-broker 4 carries it out.");
    soon(() -> assertThat(placement.replicas(List.of("events"))).isEqualTo(start));
    soon(() -> assertThat(placement.throttles(List.of("events"), List.of(1, 2, 3))).isEmpty());

    PlanRun repaired =
        PlanRun.of(live("--remove-broker", "4", "--objective", "repair", "--execute"));

    assertThat(repaired.exit()).as(repaired.out() + repaired.err()).isZero();
    assertThat(held("events", 4)).isZero();
  }

  /** As the report says: its broker did not answer, so that they were left on it. */
  private static void takeRatesOff(int broker) throws Exception {
    try (var cluster = new AdminCluster(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
      assertThat(cluster.unthrottle(new Throttling(1, Set.of(broker), Map.of(), Map.of())))
          .isEmpty();
    }
  }

  @Test
  void shouldTakeBackWhatIsUnderWayWhenItIsInterrupted() throws Exception {
    create("returns", 1, List.of(List.of(1, 2), List.of(2, 3), List.of(3, 1), List.of(2, 3)));
    fill("returns", 4, 200);
    SortedMap<String, List<Integer>> start = placement.replicas(List.of("returns"));
    way(Passage.dropped());

    try (Program program = Program.start(folder, interruptible())) {
      await()
          .atMost(PATIENCE)
          .until(() -> !admin.listPartitionReassignments().reassignments().get().isEmpty());
      soon(() -> assertThat(throttles()).isNotEmpty());
      program.interrupt();

      assertThat(program.exit(PATIENCE)).as(program.output()).isEqualTo(130);
      assertThat(program.output())
          .contains("Stopped: you said so.", "Done: 0 of 1 wave.", "No throttle of it is left.")
          .contains("0 partitions are as planned, and 2 partitions are as before.")
          .as("what a script is told")
          .contains("\"execution\":{")
          .doesNotContain("Planned anew");
    }
    soon(() -> assertThat(placement.replicas(List.of("returns"))).isEqualTo(start));
    assertNoThrottles();
  }

  private static String[] interruptible() {
    List<String> all = new ArrayList<>(List.of("plan"));
    all.addAll(live("--execute", "--output-format", "json"));
    return all.toArray(String[]::new);
  }

  @Test
  void shouldPlanForAClusterThatRunsAsItWouldBeAndChangeNothing() throws Exception {
    createTwelve("baskets");
    SortedMap<String, List<Integer>> start = placement.replicas(List.of("baskets"));
    String[] imagined = {
      "--traffic=2",
      "--retention=baskets=0.5",
      "--without-rack=az2",
      "--broker-size=4:disk=4000000",
      "--objective=repair"
    };

    JsonNode plan = plan(imagined);

    JsonNode whatIf = plan.get("whatIf");
    assertThat(whatIf.get("changes"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "traffic × 2",
            "retention of baskets × 0.5",
            "without rack az2 (lost: 2)",
            "broker 4 with disk 4000000");
    // 8 of the 24 replicas are on broker 2
    assertThat(plan.get("moves").get("replicasMoved").asInt()).isEqualTo(8);
    assertThat(plan.get("after").get("violations").get("replicasOnDeadBrokers").asInt()).isZero();
    List<String> carriedOut = live(imagined);
    carriedOut.add("--execute");
    PlanRun refused = PlanRun.of(carriedOut);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("only imagined");
    assertThat(placement.replicas(List.of("baskets"))).isEqualTo(start);
  }

  @Test
  void shouldReadTheClusterThatTheConfigurationNamesAndPlanTheSameFromWhatWasSaved()
      throws Exception {
    createTwelve("sessions");
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

    JsonNode live =
        PlanRun.json(
            "--from",
            "shop",
            "--config",
            config.toString(),
            "--save",
            saved.toString(),
            "--observe",
            "1s");
    JsonNode again = PlanRun.json("--input", saved.toString());

    assertThat(again.get("before")).isEqualTo(live.get("before"));
    assertThat(again.get("after")).isEqualTo(live.get("after"));
    assertThat(again.get("moves")).isEqualTo(live.get("moves"));
    assertThat(live.get("notes")).anyMatch(note -> note.asText().startsWith("CPU is not known"));
    JsonNode capacity = MAPPER.readTree(Files.readString(saved)).get("brokers").get(0).get("cap");
    assertThat(capacity.get("disk").asDouble()).isEqualTo(1024);
    assertThat(capacity.get("nwIn").asDouble()).isEqualTo(10240);
  }

  private static long held(String topic, int broker) throws Exception {
    return placement.replicas(List.of(topic)).values().stream()
        .filter(replicas -> replicas.contains(broker))
        .count();
  }

  private static Set<String> racks(Collection<Integer> replicas) {
    return replicas.stream().map(RACKS::get).collect(Collectors.toSet());
  }

  private static void assertRacksApart() throws Exception {
    assertThat(placement.replicas(topics()).values())
        .allMatch(replicas -> racks(replicas).size() == replicas.size());
  }

  /** What the runner's tests expect of a cluster holds for real brokers, too. */
  @Nested
  class TheContract implements MovableClusterContract {
    @Override
    public MovableCluster clusterWith(String topic, Integer... replicas) throws Exception {
      create(topic, 1, List.of(List.of(replicas)));
      fill(topic, 1, 10);
      return new AdminCluster(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    }

    @Override
    public Set<String> throttled(String topic) throws Exception {
      Set<String> throttled =
          RACKS.keySet().stream()
              .filter(broker -> !isEmpty(List.of(), List.of(broker)))
              .map(broker -> "broker " + broker)
              .collect(Collectors.toSet());
      if (!isEmpty(List.of(topic), List.of())) {
        throttled.add("topic " + topic);
      }
      return throttled;
    }

    private boolean isEmpty(List<String> topics, List<Integer> ids) {
      try {
        return placement.throttles(topics, ids).isEmpty();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
