package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Recommendation.Step;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Advice that can be carried out: the steps of an advisory, typed as they stand there, make of a
 * real cluster what the advisory says, and its way back leads back. Four brokers in three racks, so
 * that a plan that forgets the racks is seen.
 */
class AppliedAdviceIT {
  private static final int SWEEPS = 60;
  private static final int LOOKS = 15;
  private static final int RECORDS = 200;
  private static final Pattern COMMAND = Pattern.compile("kafka-[a-z-]+\\.sh .*");
  private static final Map<Integer, String> RACKS = Map.of(1, "az1", 2, "az2", 3, "az3", 4, "az1");
  private static final Set<String> WEAK = Set.of("gift-cards", "sessions", "vouchers");
  private static final Set<String> SKEWED = Set.of("clicks", "orders");

  @TempDir Path folder;

  private static LocalCluster brokers;
  private static Admin admin;
  private JudgedCluster cluster;
  private KafkaTools tools;

  @BeforeAll
  static void startCluster() throws Exception {
    brokers = LocalCluster.builder().brokers(4).jmx(false).start();
    admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    List<List<Integer>> one = List.of(List.of(1), List.of(2), List.of(3), List.of(4));
    List<Integer> first = List.of(1, 2, 3);
    List<Integer> other = List.of(1, 3, 2);
    List<Integer> fourth = List.of(4, 2, 3);
    admin
        .createTopics(
            List.of(
                topic("orders", 2, List.of(first, other, first, other, first, other)),
                topic("clicks", 2, List.of(fourth, fourth, fourth, first, other, first)),
                topic("gift-cards", 1, one),
                topic("sessions", 1, one),
                topic(
                    "vouchers",
                    2,
                    List.of(List.of(1, 2), List.of(2, 3), List.of(3, 4), List.of(4, 2)))))
        .all()
        .get();
    fill();
  }

  private static NewTopic topic(String name, int minInSync, List<List<Integer>> replicas) {
    Map<Integer, List<Integer>> assignment =
        IntStream.range(0, replicas.size())
            .boxed()
            .collect(Collectors.toMap(p -> p, replicas::get));
    return new NewTopic(name, assignment)
        .configs(Map.of("min.insync.replicas", Integer.toString(minInSync)));
  }

  /** Something to copy in each weak topic. */
  private static void fill() {
    Map<String, Object> properties = Map.of("bootstrap.servers", brokers.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String topic : WEAK) {
        IntStream.range(0, RECORDS)
            .forEach(n -> producer.send(new ProducerRecord<>(topic, n % 4, null, bytes(n))));
      }
    }
  }

  private static byte[] bytes(int n) {
    return ("record " + n).getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stopCluster() {
    admin.close();
    brokers.close();
  }

  @BeforeEach
  void beginAnew() throws IOException {
    cluster = new JudgedCluster(brokers.bootstrapServers());
    tools = KafkaTools.in(folder);
  }

  @AfterEach
  void stopReading() {
    cluster.close();
  }

  @Test
  void shouldLeadEvenlyWithoutMovingDataWhenTheReorderIsCarriedOut() throws Exception {
    Told told = awaitAdvisory("leader-skew");
    SortedMap<String, List<Integer>> before = replicas(SKEWED);
    List<Integer> leadersBefore = leaderCounts();
    assertThat(leadersBefore).isEqualTo(List.of(12, 3, 3, 6));

    carryOut(told);

    SortedMap<String, List<Integer>> after = replicas(SKEWED);
    assertThat(after).containsAllEntriesOf(planned(told.files().get("reassignment.json")));
    assertThat(sets(after)).as("no data moves").isEqualTo(sets(before));
    assertThat(leaderCounts()).isEqualTo(List.of(6, 6, 6, 6));
    assertCleared(told);

    goBack(told);

    assertThat(replicas(SKEWED)).isEqualTo(before);
    assertThat(leaderCounts()).isEqualTo(leadersBefore);
  }

  @Test
  void shouldHaveThreeCopiesInThreeRacksWhenTheFactorsAreRaisedAsAdvised() throws Exception {
    Told told = awaitAdvisory("weak-topic-factor-low");
    SortedMap<String, List<Integer>> before = replicas(WEAK);
    Map<String, Integer> leaders = leaders(WEAK);

    carryOut(told);

    SortedMap<String, List<Integer>> after = replicas(WEAK);
    assertThat(after).isEqualTo(planned(told.files().get("reassignment.json")));
    assertThat(after.values())
        .allSatisfy(copies -> assertThat(racks(copies)).hasSize(3).hasSameSizeAs(copies));
    assertThat(leaders(WEAK)).as("no leader moves").isEqualTo(leaders);
    assertThat(throttles()).as("the throttle is off again").isEmpty();
    assertThat(records()).isEqualTo((long) RECORDS * WEAK.size());
    assertCleared(told);

    goBack(told);
    verifyUntilComplete(verification(told).replace("reassignment.json", "rollback.json"));

    assertThat(replicas(WEAK)).isEqualTo(before);
  }

  /** An advisory with its files. */
  private record Told(Advisory advisory, Map<String, String> files) {
    Recommendation recommendation() {
      return advisory.recommendation();
    }

    List<String> commands() {
      return recommendation().steps().stream()
          .map(Step::command)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /**
   * @param kind of incident; {@code weak-topic-factor-low} stands for several topics at once
   */
  private Told awaitAdvisory(String kind) throws InterruptedException {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Judgement judgement = cluster.judge();
      Optional<Advisory> opened =
          judgement.advisories().stream().filter(a -> a.id().kind().equals(kind)).findFirst();
      if (opened.isPresent()) {
        return new Told(opened.get(), JudgedCluster.files(judgement, opened.get()));
      }
    }
    throw new AssertionError(kind + " did not open; firing: " + cluster.firing());
  }

  /** First what must be so, then every step, then the look that is to prove it. */
  private void carryOut(Told told) throws Exception {
    tools.save(told.files());
    for (String condition : told.recommendation().preconditions()) {
      runCommandIn(condition);
    }
    for (String command : told.commands()) {
      if (command.endsWith("--verify")) {
        verifyUntilComplete(command);
      } else {
        tools.run(command);
      }
    }
    assertThat(COMMAND.matcher(told.recommendation().verify()).find()).isTrue();
    runCommandIn(told.recommendation().verify());
  }

  private void runCommandIn(String sentence) throws Exception {
    Matcher command = COMMAND.matcher(sentence);
    if (command.find()) {
      tools.run(command.group());
    }
  }

  private void goBack(Told told) throws Exception {
    runCommandIn(told.recommendation().rollback().orElseThrow());
  }

  private static String verification(Told told) {
    return told.commands().stream().filter(c -> c.endsWith("--verify")).findFirst().orElseThrow();
  }

  /** As the step says: again until every line is complete. */
  private void verifyUntilComplete(String command) throws Exception {
    String printed = "";
    for (int look = 0; look < LOOKS; look++) {
      printed = tools.run(command);
      if (!printed.contains("still in progress")) {
        assertThat(printed).contains("is completed").doesNotContain("is not completed");
        return;
      }
    }
    throw new AssertionError(printed);
  }

  private void assertCleared(Told told) throws InterruptedException {
    assertThat(firingOf(told)).isNotEmpty();
    cluster.judge();
    assertThat(firingOf(told)).isEmpty();
    for (int sweep = 0; sweep < SWEEPS && !resolved(told); sweep++) {
      cluster.judge();
    }
    assertThat(resolved(told)).as("%s is resolved", told.advisory().id()).isTrue();
  }

  private List<String> firingOf(Told told) {
    return cluster.firing().stream()
        .filter(finding -> told.advisory().id().kind().startsWith(finding.split(" ", 2)[0]))
        .toList();
  }

  private boolean resolved(Told told) {
    return cluster.advisory(told.advisory().id()).state() == AdvisoryState.RESOLVED;
  }

  private static SortedMap<String, List<Integer>> planned(String file) throws IOException {
    SortedMap<String, List<Integer>> planned = new TreeMap<>();
    for (JsonNode row : Json.mapper().readTree(file).path("partitions")) {
      List<Integer> replicas =
          IntStream.range(0, row.path("replicas").size())
              .mapToObj(n -> row.path("replicas").get(n).asInt())
              .toList();
      planned.put(row.path("topic").asText() + "-" + row.path("partition").asInt(), replicas);
    }
    return planned;
  }

  private static SortedMap<String, List<Integer>> replicas(Set<String> topics) throws Exception {
    return described(topics, p -> p.replicas().stream().map(Node::id).toList());
  }

  private static SortedMap<String, Integer> leaders(Set<String> topics) throws Exception {
    return described(topics, p -> p.leader().id());
  }

  /** How many partitions of all topics the brokers 1 to 4 lead. */
  private static List<Integer> leaderCounts() throws Exception {
    Set<String> all = Stream.concat(SKEWED.stream(), WEAK.stream()).collect(Collectors.toSet());
    List<Integer> leaders = List.copyOf(leaders(all).values());
    return Stream.of(1, 2, 3, 4)
        .map(broker -> (int) leaders.stream().filter(broker::equals).count())
        .toList();
  }

  private static <T> SortedMap<String, T> described(
      Set<String> topics, Function<TopicPartitionInfo, T> what) throws Exception {
    SortedMap<String, T> described = new TreeMap<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(p -> described.put(name + "-" + p.partition(), what.apply(p))));
    return described;
  }

  private static Map<String, Set<Integer>> sets(Map<String, List<Integer>> replicas) {
    return replicas.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new HashSet<>(e.getValue())));
  }

  private static Set<String> racks(List<Integer> brokerIds) {
    return brokerIds.stream().map(RACKS::get).collect(Collectors.toSet());
  }

  private static long records() throws Exception {
    Map<TopicPartition, OffsetSpec> ends =
        WEAK.stream()
            .flatMap(topic -> IntStream.range(0, 4).mapToObj(p -> new TopicPartition(topic, p)))
            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream().mapToLong(o -> o.offset()).sum();
  }

  /** Settings that hold replication back, of topics and brokers. */
  private static List<String> throttles() throws Exception {
    Stream<ConfigResource> topics =
        WEAK.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name));
    Stream<ConfigResource> nodes =
        RACKS.keySet().stream()
            .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id.toString()));
    return admin
        .describeConfigs(Stream.concat(topics, nodes).toList())
        .all()
        .get()
        .values()
        .stream()
        .flatMap(config -> config.entries().stream())
        .filter(entry -> entry.name().contains("throttled"))
        .filter(entry -> entry.value() != null && !entry.value().isEmpty())
        .filter(entry -> !entry.isDefault())
        .map(entry -> entry.name() + "=" + entry.value())
        .toList();
  }
}
