package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.cli.demo.CarriedOut.Told;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
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
  private static final int RECORDS = 200;
  private static final Map<Integer, String> RACKS = Map.of(1, "az1", 2, "az2", 3, "az3", 4, "az1");
  private static final Set<String> WEAK = Set.of("gift-cards", "sessions", "vouchers");
  private static final Set<String> SKEWED = Set.of("clicks", "orders");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  private static LocalCluster brokers;
  private static Admin admin;
  private static Placement placement;
  private JudgedCluster cluster;
  private CarriedOut advice;

  @BeforeAll
  static void startCluster() throws Exception {
    brokers = LocalCluster.builder().brokers(4).jmx(false).start();
    admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
    placement = new Placement(admin);
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
    for (String topic : WEAK) {
      fill(topic, 4, RECORDS, 12);
    }
  }

  private static NewTopic topic(String name, int minInSync, List<List<Integer>> replicas) {
    Map<Integer, List<Integer>> assignment =
        IntStream.range(0, replicas.size())
            .boxed()
            .collect(Collectors.toMap(p -> p, replicas::get));
    return new NewTopic(name, assignment)
        .configs(Map.of("min.insync.replicas", Integer.toString(minInSync)));
  }

  private static void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get();
  }

  private static void drop(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
  }

  /** Something to copy. */
  private static void fill(String topic, int partitions, int records, int size) {
    Map<String, Object> properties = Map.of("bootstrap.servers", brokers.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      IntStream.range(0, records)
          .forEach(
              n ->
                  producer.send(new ProducerRecord<>(topic, n % partitions, null, bytes(n, size))));
    }
  }

  private static byte[] bytes(int n, int size) {
    return String.format("%-" + size + "s", "record " + n).getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stopCluster() {
    admin.close();
    brokers.close();
  }

  @BeforeEach
  void beginAnew() throws IOException {
    cluster = new JudgedCluster(brokers.bootstrapServers());
    advice = new CarriedOut(cluster, KafkaTools.in(folder));
  }

  @AfterEach
  void stopReading() {
    cluster.close();
  }

  @Test
  void shouldLeadEvenlyWithoutMovingDataWhenTheReorderIsCarriedOut() throws Exception {
    Told told = advice.await("leader-skew");
    SortedMap<String, List<Integer>> before = placement.replicas(SKEWED);
    List<Integer> leadersBefore = leaderCounts();
    assertThat(leadersBefore).isEqualTo(List.of(12, 3, 3, 6));

    advice.carryOut(told);

    SortedMap<String, List<Integer>> after = placement.replicas(SKEWED);
    assertThat(after)
        .containsAllEntriesOf(Placement.planned(told.files().get("reassignment.json")));
    assertThat(Placement.sets(after)).as("no data moves").isEqualTo(Placement.sets(before));
    assertThat(leaderCounts()).isEqualTo(List.of(6, 6, 6, 6));
    advice.assertCleared(told);

    advice.goBack(told);

    assertThat(placement.replicas(SKEWED)).isEqualTo(before);
    assertThat(leaderCounts()).isEqualTo(leadersBefore);
  }

  @Test
  void shouldHaveThreeCopiesInThreeRacksWhenTheFactorsAreRaisedAsAdvised() throws Exception {
    Told told = advice.await("weak-topic-factor-low");
    SortedMap<String, List<Integer>> before = placement.replicas(WEAK);
    Map<String, Integer> leaders = placement.leaders(WEAK);

    advice.carryOut(told);

    SortedMap<String, List<Integer>> after = placement.replicas(WEAK);
    assertThat(after).isEqualTo(Placement.planned(told.files().get("reassignment.json")));
    assertThat(after.values())
        .allSatisfy(copies -> assertThat(racks(copies)).hasSize(3).hasSameSizeAs(copies));
    assertThat(placement.leaders(WEAK)).as("no leader moves").isEqualTo(leaders);
    assertThat(throttles(WEAK)).as("the throttle is off again").isEmpty();
    assertThat(records()).isEqualTo((long) RECORDS * WEAK.size());
    advice.assertCleared(told);

    advice.goBackWhole(told);

    assertThat(placement.replicas(WEAK)).isEqualTo(before);
  }

  @Test
  void shouldLeadAsPreferredWhenTheElectionIsCarriedOut() throws Exception {
    create(topic("parcels", 2, List.of(List.of(1, 2, 3), List.of(3, 2, 1), List.of(1, 3, 2))));
    reassign("parcels", 0, List.of(2, 1, 3));
    reassign("parcels", 1, List.of(2, 3, 1));
    Told told = advice.await("leaders-off-preferred");
    assertThat(told.advisory().affected().partitions().get("parcels")).hasToString("0-1");

    advice.carryOut(told);

    assertThat(placement.leaders(List.of("parcels")).values()).containsExactly(2, 2, 1);
    assertThat(told.recommendation().verify()).contains(countsOfAll());
    advice.assertCleared(told);
    drop("parcels");
  }

  @Test
  void shouldBeInThreeRacksWhenTheReplicasAreSpreadAsAdvised() throws Exception {
    create(topic("parcels", 2, List.of(List.of(1, 4, 2), List.of(2, 3, 1), List.of(4, 1, 3))));
    fill("parcels", 3, RECORDS, 1000);
    Told told = advice.await("weak-topic", Subject.of(new TopicName("parcels")));
    assertThat(told.advisory().cause()).isEqualTo("rack-shared");
    SortedMap<String, List<Integer>> before = placement.replicas(List.of("parcels"));

    advice.carryOut(told);

    SortedMap<String, List<Integer>> after = placement.replicas(List.of("parcels"));
    assertThat(after)
        .containsAllEntriesOf(Placement.planned(told.files().get("reassignment.json")));
    assertThat(after.values()).allSatisfy(copies -> assertThat(racks(copies)).hasSize(3));
    assertThat(throttles(List.of("parcels"))).as("the throttle is off again").isEmpty();
    advice.assertCleared(told);

    advice.goBackWhole(told);

    assertThat(placement.replicas(List.of("parcels"))).isEqualTo(before);
    drop("parcels");
  }

  @Test
  void shouldLowerTheMaximumAndKeepRacksWhenReplicasMoveAsAdvised() throws Exception {
    Told told = advice.await("replica-skew");
    Set<String> all = Stream.concat(SKEWED.stream(), WEAK.stream()).collect(Collectors.toSet());
    SortedMap<String, List<Integer>> before = placement.replicas(all);

    advice.carryOut(told);

    SortedMap<String, List<Integer>> after = placement.replicas(all);
    assertThat(after)
        .containsAllEntriesOf(Placement.planned(told.files().get("reassignment.json")));
    after.forEach(
        (partition, copies) ->
            assertThat(racks(copies).size())
                .isGreaterThanOrEqualTo(racks(before.get(partition)).size()));
    assertThat(told.recommendation().verify()).contains(replicaCounts(after));
    assertThat(throttles(all)).isEmpty();

    advice.goBackWhole(told);

    assertThat(placement.replicas(all)).isEqualTo(before);
  }

  @Test
  void shouldHaveNoThrottleWhenTheRemovalIsCarriedOut() throws Exception {
    create(topic("parcels", 2, List.of(List.of(1, 2, 3))));
    throttle("parcels", 1, 3, "1000000");
    Told told = advice.await("throttle-left-behind");
    assertThat(throttles(List.of("parcels"))).hasSize(4);

    advice.carryOut(told);

    assertThat(throttles(List.of("parcels"))).isEmpty();
    advice.assertCleared(told);
    drop("parcels");
  }

  @Test
  void shouldEndOrGoBackWhenAStuckReassignmentIsAdvised() throws Exception {
    create(topic("parcels", 1, List.of(List.of(1, 2))));
    fill("parcels", 1, 3000, 10_000);
    throttle("parcels", 1, 3, "1");
    start("parcels", 0, List.of(1, 2, 3));
    Told told = advice.await("reassignment-stuck");
    assertThat(told.advisory().cause()).isEqualTo("throttled");

    advice.goBack(told);

    assertThat(placement.replicas(List.of("parcels")).values()).containsExactly(List.of(1, 2));
    assertThat(throttles(List.of("parcels"))).as("cancelling takes throttles off").isEmpty();

    throttle("parcels", 1, 3, "1");
    start("parcels", 0, List.of(1, 2, 3));
    advice.carryOut(told);

    assertThat(placement.replicas(List.of("parcels")).values()).containsExactly(List.of(1, 2, 3));
    assertThat(throttles(List.of("parcels"))).isEmpty();
    advice.assertCleared(told);
    drop("parcels");
  }

  private static void start(String topic, int partition, List<Integer> replicas) throws Exception {
    admin
        .alterPartitionReassignments(
            Map.of(
                new TopicPartition(topic, partition),
                Optional.of(new NewPartitionReassignment(replicas))))
        .all()
        .get();
  }

  private static void reassign(String topic, int partition, List<Integer> replicas)
      throws Exception {
    start(topic, partition, replicas);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> placement.replicas(List.of(topic)).get(topic + "-" + partition).equals(replicas));
  }

  /** What {@code kafka-reassign-partitions --throttle} sets. */
  private static void throttle(String topic, int leader, int follower, String rate)
      throws Exception {
    ConfigResource ofTopic = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin
        .incrementalAlterConfigs(
            Map.of(
                broker(leader),
                List.of(set("leader.replication.throttled.rate", rate)),
                broker(follower),
                List.of(set("follower.replication.throttled.rate", rate)),
                ofTopic,
                List.of(
                    set("leader.replication.throttled.replicas", "0:" + leader),
                    set("follower.replication.throttled.replicas", "0:" + follower))))
        .all()
        .get();
  }

  private static ConfigResource broker(int id) {
    return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }

  private static List<String> throttles(Collection<String> topics) throws Exception {
    return placement.throttles(topics, RACKS.keySet());
  }

  /** How many partitions of all topics the brokers 1 to 4 lead. */
  private static List<Integer> leaderCounts() throws Exception {
    return leaderCounts(Stream.concat(SKEWED.stream(), WEAK.stream()).toList());
  }

  private static List<Integer> leaderCounts(Collection<String> topics) throws Exception {
    List<Integer> leaders = List.copyOf(placement.leaders(topics).values());
    return Stream.of(1, 2, 3, 4)
        .map(broker -> (int) leaders.stream().filter(broker::equals).count())
        .toList();
  }

  /** As a sentence of the advice writes them. */
  private static String countsOfAll() throws Exception {
    List<String> all = new ArrayList<>(SKEWED);
    all.addAll(WEAK);
    all.add("parcels");
    return spoken(leaderCounts(all));
  }

  private static String replicaCounts(Map<String, List<Integer>> replicas) {
    return spoken(
        Stream.of(1, 2, 3, 4)
            .map(
                broker ->
                    (int)
                        replicas.values().stream()
                            .filter(copies -> copies.contains(broker))
                            .count())
            .toList());
  }

  private static String spoken(List<Integer> counts) {
    return "broker 1: %d, broker 2: %d, broker 3: %d and broker 4: %d".formatted(counts.toArray());
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
}
