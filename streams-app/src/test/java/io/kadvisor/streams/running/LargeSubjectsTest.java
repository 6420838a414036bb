package io.kadvisor.streams.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.judgement.Judge;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupParts;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicParts;
import io.kadvisor.model.window.Window;
import io.kadvisor.streams.Judging;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.testkit.sample.SampledCluster;
import io.kadvisor.testkit.sample.SampledTopic;
import io.kadvisor.wire.JsonSerde;
import io.kadvisor.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic and a group that are larger than a record may be come in parts and are judged whole. */
class LargeSubjectsTest {
  private static final int PARTITIONS = 20_000;
  private static final int TOPIC_PARTS = 8;
  private static final int GROUP_PARTS = 25;

  /** What Kafka's producer sends at most, which bounds what a store keeps under one key. */
  private static final int LARGEST_STATE = 1_000_000;

  @TempDir Path folder;
  private final SampledCluster cluster = SampledCluster.of(4);
  private long read = 1_000_000_000_000L;
  private Driver driver;

  private void start(Judging judging) {
    driver = new Driver(judging, folder);
    SampledTopic orders = cluster.topic("orders");
    // every second partition has a replica on broker 3: ranges do not shorten that
    IntStream.range(0, PARTITIONS).forEach(p -> orders.partition(1, 2, p % 2 == 0 ? 3 : 4));
    orders.bytesEach(1_234_567_890_123L);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldBeJudgedWholeAndLeaveSmallRecordsWhenTheyCameInParts() {
    start(Judging.of(new Judge()));
    sweep(List.of());
    cluster.stop(3);
    IntStream.range(0, 8).forEach(n -> sweep(List.of()));

    assertThat(driver.counters.of(Count.SWEEPS_PARTIAL)).isZero();
    assertThat(driver.counters.of(Count.RECORDS_NOT_WRITTEN)).isZero();
    assertThat(take(driver.topics.findings()))
        .filteredOn(finding -> finding.subject().equals(Subject.of(new TopicName("orders"))))
        .isNotEmpty()
        .allMatch(finding -> finding.partitions().count() == PARTITIONS / 2);
    assertThat(take(driver.topics.advisories()))
        .filteredOn(advisory -> advisory.subject().equals(Subject.of(new BrokerId(3))))
        .isNotEmpty()
        .last()
        .satisfies(a -> assertThat(a.affected().partitionCount()).isEqualTo(PARTITIONS / 2));
    assertThat(take(driver.topics.groupWindows()))
        .filteredOn(Window::closed)
        .isNotEmpty()
        .allMatch(window -> window.figures().get("lag").last() == 3 * PARTITIONS * 750.0);
    assertThat(take(driver.topics.topicWindows())).isNotEmpty();
    driver
        .changelogs()
        .forEach(
            (store, entries) ->
                assertThat(entries.values().stream().mapToInt(bytes -> bytes.length))
                    .as(store)
                    .allMatch(size -> size < LARGEST_STATE));
  }

  @Test
  void shouldBePartialWithoutThemWhenAPartIsMissing() {
    start(new TellingJudging());

    sweep(List.of(TOPIC_PARTS - 1, TOPIC_PARTS));
    assertThat(driver.told()).isEmpty();
    sweep(List.of());

    assertThat(driver.told())
        .satisfiesExactly(
            one -> assertThat(one).contains("partial=true", "topics=[]", "groups=[]"),
            two ->
                assertThat(two).contains("partial=false", "topics=[orders]", "groups=[billing]"));
  }

  /** Of a topic's records those that are there; none of them above the limit. */
  private <V> List<V> take(Topic<V> topic) {
    JsonSerde<V> serde = JsonSerde.of(topic.valueType().orElseThrow());
    List<V> values =
        driver.take(topic).stream().map(TestRecord::value).filter(Objects::nonNull).toList();
    values.forEach(value -> serde.serializer().serialize(topic.name(), value));
    return values;
  }

  /** A sweep in which the group reads as fast as is written, half of it 500 records later. */
  private void sweep(List<Integer> lost) {
    cluster.pass(Duration.ofSeconds(30));
    read += 1_000;
    long[] committed = new long[PARTITIONS];
    Arrays.setAll(committed, p -> read - p % 2 * 500);
    long[] end = new long[PARTITIONS];
    Arrays.fill(end, read + 500);
    cluster.topic("orders").end(end);
    List.of("orders", "payments", "stock")
        .forEach(topic -> cluster.group("billing").at(topic, committed, end));
    put(lost);
  }

  private void put(List<Integer> lost) {
    List<Sample> records = new ArrayList<>();
    cluster.topics().forEach(topic -> records.addAll(TopicParts.split(topic, TOPIC_PARTS)));
    cluster
        .groups()
        .forEach(group -> records.addAll(GroupParts.split(withRates(group), GROUP_PARTS)));
    cluster.brokers().forEach(driver::put);
    IntStream.range(0, records.size())
        .filter(n -> !lost.contains(n))
        .forEach(n -> driver.put(records.get(n)));
    driver.put(cluster.cluster());
    driver.put(counting(cluster.mark()));
  }

  /** With the commits and ends of the sweep before: hardly two partitions go at the same rate. */
  private static GroupSample withRates(GroupSample group) {
    return group.withCommits(
        group.commits().stream().map(LargeSubjectsTest::withRates).toList(),
        group.sweepAt().minusSeconds(30));
  }

  private static Commits withRates(Commits topic) {
    return new Commits(
        topic.topic(),
        topic.topicId(),
        topic.partitions(),
        topic.committed(),
        topic.end(),
        topic.logStart(),
        topic.stable(),
        topic.owner(),
        before(topic.committed(), 997),
        before(topic.end(), 991));
  }

  private static LongColumn before(LongColumn now, int pattern) {
    return LongColumn.of(
        IntStream.range(0, now.size()).mapToLong(row -> now.get(row) - row % pattern).toArray());
  }

  private static SweepMark counting(SweepMark mark) {
    return new SweepMark(
        mark.v(),
        mark.cluster(),
        mark.alias(),
        mark.epoch(),
        mark.sweepAt(),
        mark.finishedAt(),
        mark.collector(),
        new SweepMark.Counts(mark.counts().brokers(), TOPIC_PARTS, GROUP_PARTS, 1),
        mark.renewed(),
        mark.unreachable(),
        mark.gap(),
        mark.sources(),
        mark.notSeen());
  }
}
