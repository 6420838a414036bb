package io.kadvisor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.sample.ClusterRecord;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two collectors of one cluster: one sweeps, the other takes over when it dies or hangs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeaseIT {
  private static final Duration READY_WITHIN = Duration.ofSeconds(240);

  /** A session of 10 s, a rebalance and a sweep, on a busy machine. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(120);

  private static final String STANDING_BY = "Standing by";
  private static final List<SweepMark> marks = new CopyOnWriteArrayList<>();
  private static final List<CollectorLease> leases = new CopyOnWriteArrayList<>();
  private static LocalCluster cluster;
  private static Map<String, RunProcess> collectors;
  private static TopicReader<ClusterRecord> markReader;
  private static TopicReader<CollectorLease> leaseReader;

  @BeforeAll
  static void startTwoCollectors() throws Exception {
    cluster = LocalCluster.builder().jmx(false).start();
    collectors = Map.of("one", collector("one"), "other", collector("other"));
    collectors.get("one").start();
    Map<String, String> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    await().atMost(READY_WITHIN).until(() -> collectors.get("one").output().contains("begins"));
    markReader =
        new TopicReader<>(
                client,
                List.of(topics.clusterRecords()),
                topics.clusterRecords().valueSerde().deserializer(),
                record -> add(record.value()))
            .start("marks");
    leaseReader =
        new TopicReader<>(
                client,
                List.of(topics.collectors()),
                topics.collectors().valueSerde().deserializer(),
                record -> leases.add(record.value()))
            .start("leases");
    collectors.get("other").start();
    await().atMost(READY_WITHIN).until(() -> standbys() == 1 && !marks.isEmpty());
  }

  private static void add(ClusterRecord record) {
    if (record instanceof SweepMark mark) {
      marks.add(mark);
    }
  }

  private static RunProcess collector(String name) throws IOException {
    Path folder = cluster.processes().folder();
    Path config =
        new DemoConfig(cluster, 0, folder.resolve("state"), Optional.empty())
            .writeTo(folder.resolve(name + ".yaml"));
    Files.writeString(
        config, Files.readString(config) + "\ncollector:\n  instance-id: \"" + name + "\"\n");
    return new RunProcess(cluster.processes(), name, config, "--roles", "collector");
  }

  @AfterAll
  static void end() {
    List.of(markReader, leaseReader).forEach(TopicReader::close);
    cluster.close();
  }

  private static long standbys() {
    return collectors.values().stream()
        .filter(collector -> collector.output().contains(STANDING_BY))
        .count();
  }

  @Test
  @Order(1)
  void shouldSweepWithOneCollectorWhenTwoAreThere() {
    int before = marks.size();
    await().atMost(TAKEN_WITHIN).until(() -> marks.size() >= before + 4);

    List<SweepMark> later = marks.subList(before + 1, marks.size());
    assertThat(later).extracting(SweepMark::collector).containsOnly(sweeping());
    assertThat(later).extracting(SweepMark::epoch).containsOnly(last().epoch());
    assertThat(leases.get(leases.size() - 1).collector()).isEqualTo(sweeping());
    assertThat(leases.get(leases.size() - 1).epoch()).isEqualTo(last().epoch());
  }

  @Test
  @Order(2)
  void shouldTakeOverWithAGreaterEpochWhenTheOtherIsKilled() {
    String swept = sweeping();
    long epoch = last().epoch();
    collectors.get(swept).kill();

    SweepMark first = awaitMarkAfter(epoch);

    assertThat(first.collector()).isNotEqualTo(swept);
    collectors.get(swept).start();
    int lines = count(STANDING_BY);
    await().atMost(READY_WITHIN).until(() -> count(STANDING_BY) > lines);
  }

  private static int count(String text) {
    return collectors.values().stream()
        .mapToInt(collector -> collector.output().split(text, -1).length - 1)
        .sum();
  }

  @Test
  @Order(3)
  void shouldFenceTheOtherWhenItWasOnlyHanging() {
    String hung = sweeping();
    long epoch = last().epoch();
    collectors.get(hung).pause();

    SweepMark first = awaitMarkAfter(epoch);
    collectors.get(hung).resume();
    int seen = marks.size();
    await().atMost(TAKEN_WITHIN).until(() -> newer(epoch, seen) >= 6);

    assertThat(first.collector()).isNotEqualTo(hung);
    // what it had read and not yet written may come, of its old epoch: what readers drop; then no
    // more
    assertThat(marks.subList(marks.size() - 3, marks.size()))
        .allMatch(mark -> mark.epoch() > epoch);
    assertThat(marks.stream().skip(seen).filter(mark -> mark.epoch() == epoch).count())
        .isLessThanOrEqualTo(2);
    assertThat(collectorsByEpoch().values()).allMatch(names -> names.size() == 1);
  }

  private static Map<Long, Set<String>> collectorsByEpoch() {
    return marks.stream()
        .collect(
            Collectors.groupingBy(
                SweepMark::epoch, Collectors.mapping(SweepMark::collector, Collectors.toSet())));
  }

  private static long newer(long epoch, int from) {
    return marks.stream().skip(from).filter(mark -> mark.epoch() > epoch).count();
  }

  private static SweepMark last() {
    return marks.get(marks.size() - 1);
  }

  private static String sweeping() {
    return last().collector();
  }

  private static SweepMark awaitMarkAfter(long epoch) {
    return await()
        .atMost(TAKEN_WITHIN)
        .until(
            () -> marks.stream().filter(mark -> mark.epoch() > epoch).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
