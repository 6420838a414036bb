package io.kadvisor.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.sweep.SampleBuilder;
import io.kadvisor.collector.sweep.Samples;
import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.collector.sweep.Stamp;
import io.kadvisor.collector.sweep.SweepMemory;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.PartSet;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark.Counts;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.wire.JsonSerde;
import io.kadvisor.wire.Topic;
import io.kadvisor.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SweepRecordsTest {
  private final Topics topics = new Topics("kadvisor.");
  private final InMemoryCluster cluster = new InMemoryCluster();

  @Test
  void shouldBeARecordEachWhenTheSamplesAreSmall() {
    cluster.createTopic("orders", 2);
    cluster.commit("billing", "orders", 0, 0);

    SweepRecords sweep = SweepRecords.of(samples(), topics);

    assertThat(sweep.counts()).isEqualTo(new Counts(3, 1, 1, 1));
    assertThat(read(sweep, topics.topicSamples())).allMatch(sample -> sample.part().isEmpty());
    assertThat(keys(sweep, topics.topicSamples())).containsExactly("in-memory|orders");
  }

  @Test
  void shouldTravelInPartsThatFitWhenATopicOrAGroupIsLarge() {
    cluster.createTopic("orders", 20_000);
    cluster.createTopic("payments", 2);
    join("billing", 3_000);
    IntStream.range(0, 20_000).forEach(p -> cluster.commit("billing", "orders", p, p));
    Samples samples = samples();

    SweepRecords sweep = SweepRecords.of(samples, topics);

    assertThat(sweep.tooLarge()).isEmpty();
    assertThat(sweep.records()).allMatch(record -> value(record).length <= limit());
    List<TopicSample> orders =
        read(sweep, topics.topicSamples()).stream().filter(s -> s.part().isPresent()).toList();
    List<GroupSample> billing = read(sweep, topics.groupSamples());
    assertThat(orders.size()).isBetween(2, 12);
    assertThat(billing.size()).isBetween(2, 16);
    assertThat(sweep.counts()).isEqualTo(new Counts(3, orders.size() + 1, billing.size(), 1));
    assertThat(keys(sweep, topics.groupSamples()))
        .startsWith("in-memory|billing|0", "in-memory|billing|1")
        .doesNotHaveDuplicates();
    // as booleans, since a message with 20,000 rows is no help
    assertThat(samples.topics().contains(joined(PartSet.ofTopic(), orders))).isTrue();
    assertThat(samples.groups().contains(joined(PartSet.ofGroup(), billing))).isTrue();
  }

  @Test
  void shouldCutFinerWhenTheRowsAreOfVeryDifferentSize() {
    cluster.createTopic("orders", 1);
    cluster.commit("billing", "orders", 0, 0);
    join("billing", 1);
    IntStream.range(0, 3_000)
        .forEach(n -> cluster.join("billing", member(n < 300 ? "x".repeat(1_500) : "m-" + n)));

    SweepRecords sweep = SweepRecords.of(samples(), topics);

    assertThat(sweep.tooLarge()).isEmpty();
    assertThat(sweep.counts().groups()).isGreaterThan(3);
    assertThat(sweep.records()).allMatch(record -> value(record).length <= limit());
  }

  @Test
  void shouldLeaveOutAndSaySoWhenASampleCannotBeCutSmallEnough() {
    cluster.createTopic("orders", 1);
    cluster.join("billing", member("x".repeat(300_000)));

    SweepRecords sweep = SweepRecords.of(samples(), topics);

    assertThat(sweep.counts()).isEqualTo(new Counts(3, 1, 0, 1));
    assertThat(sweep.tooLarge())
        .singleElement()
        .extracting(NotSeen::reason)
        .asString()
        .startsWith("seen, but not written: a GroupSample of ");
  }

  private void join(String group, int members) {
    IntStream.range(0, members).forEach(n -> cluster.join(group, member("member-" + n)));
  }

  private static SeenMember member(String id) {
    return new SeenMember(id, "client", "/127.0.0.1", Set.of(new TopicPartition("orders", 0)));
  }

  private Samples samples() {
    SweepMemory memory = SweepMemory.NOTHING;
    var facts =
        cluster.read(
            new SweepPlan(
                true,
                memory.addresses(),
                memory.configuredTopics(),
                memory.watchedBrokers(),
                Duration.ofSeconds(1)));
    var stamp =
        new Stamp(
            new ClusterId("in-memory"),
            "prod",
            new SweepId(7, Instant.parse("2026-01-01T00:00:00Z")));
    return new SampleBuilder(new SelfNames(List.of(), List.of()))
        .build(stamp, facts, Map.of(), memory)
        .samples();
  }

  private static <S extends Sample> S joined(PartSet<S> set, List<S> parts) {
    parts.forEach(set::add);
    return set.whole();
  }

  private static <V> List<V> read(SweepRecords sweep, Topic<V> topic) {
    return sweep.records().stream()
        .filter(record -> record.topic().equals(topic.name()))
        .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), value(record)))
        .toList();
  }

  private static List<String> keys(SweepRecords sweep, Topic<?> topic) {
    return sweep.records().stream()
        .filter(record -> record.topic().equals(topic.name()))
        .map(record -> new String(record.toProducerRecord().key(), StandardCharsets.UTF_8))
        .toList();
  }

  private static byte[] value(HomeRecord record) {
    return record.toProducerRecord().value();
  }

  private static long limit() {
    return JsonSerde.LIMIT.bytes();
  }
}
