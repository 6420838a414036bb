package io.kadvisor.collector.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.InMemoryCluster;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleBuilderTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(5);
  private static final Instant THIRD = FIRST.plusSeconds(10);

  private final SampleBuilder builder =
      new SampleBuilder(new SelfNames(List.of("kadvisor."), List.of("kadvisor")));
  private final InMemoryCluster cluster = new InMemoryCluster();
  private Map<BrokerId, BrokerReadings> readings = Map.of();
  private SweepMemory memory = SweepMemory.NOTHING;

  @BeforeEach
  void createTopics() {
    cluster.createTopic("orders", 3);
    cluster.createTopic("kadvisor.findings", 1);
    cluster.createTopic("__consumer_offsets", 1);
  }

  private Samples sweep(Instant at, boolean slow) {
    Facts facts =
        cluster.read(
            new SweepPlan(
                slow,
                memory.addresses(),
                memory.configuredTopics(),
                memory.watchedBrokers(),
                Duration.ofSeconds(1)));
    Stamp stamp = new Stamp(new ClusterId("in-memory"), "prod", new SweepId(7, at));
    SampleBuilder.Built built = builder.build(stamp, facts, readings, memory);
    memory = built.memory();
    return built.samples();
  }

  private static TopicSample topic(Samples samples, String name) {
    return samples.topics().stream()
        .filter(t -> t.topic().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static BrokerSample broker(Samples samples, int id) {
    return samples.brokers().stream()
        .filter(b -> b.broker().value() == id)
        .findFirst()
        .orElseThrow(NoSuchElementException::new);
  }

  private static GroupSample group(Samples samples, String id) {
    return samples.groups().stream()
        .filter(g -> g.group().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldGiveNoPreviousWhenTheSweepIsTheFirst() {
    Samples first = sweep(FIRST, true);

    assertThat(topic(first, "orders").previousAt()).isEmpty();
    assertThat(topic(first, "orders").previousLatest().size()).isZero();
  }

  @Test
  void shouldCarryThePreviousEndsWhenTheTopicIsTheSame() {
    cluster.append("orders", 0, 5);
    sweep(FIRST, true);
    cluster.append("orders", 0, 3);

    TopicSample orders = topic(sweep(SECOND, false), "orders");

    assertThat(orders.latest().get(0)).isEqualTo(8);
    assertThat(orders.previousLatest().get(0)).isEqualTo(5);
    assertThat(orders.previousAt()).contains(FIRST);
  }

  @Test
  void shouldForgetThePastWhenATopicIsMadeAgainUnderItsName() {
    cluster.append("orders", 0, 5);
    sweep(FIRST, true);
    cluster.deleteTopic("orders");
    cluster.createTopic("orders", 3);

    TopicSample orders = topic(sweep(SECOND, false), "orders");

    assertThat(orders.previousAt()).isEmpty();
    assertThat(orders.previousLatest().size()).isZero();
    assertThat(orders.config()).containsEntry("min.insync.replicas", "2");
  }

  @Test
  void shouldRepeatSlowFactsWithTheirOwnTimeWhenTheSweepIsFast() {
    cluster.append("orders", 1, 4);
    sweep(FIRST, true);
    cluster.append("orders", 1, 4);

    Samples fast = sweep(SECOND, false);

    assertThat(broker(fast, 2).logDirs()).isPresent();
    assertThat(broker(fast, 2).logDirsAt()).contains(FIRST);
    assertThat(broker(fast, 2).config()).containsEntry("min.insync.replicas", "1");
    assertThat(topic(fast, "orders").config()).containsEntry("min.insync.replicas", "2");
    assertThat(topic(fast, "orders").replicaBytes().get(1).get(0)).isEqualTo(400);
    assertThat(fast.renewed()).doesNotContain(Fact.LOG_DIRS);
  }

  @Test
  void shouldLeaveSizesAbsentWhenNoLogDirectoryWasRead() {
    cluster.refuse(Fact.LOG_DIRS);

    Samples samples = sweep(FIRST, true);

    assertThat(topic(samples, "orders").replicaBytes()).isEmpty();
    assertThat(broker(samples, 1).logDirs()).isEmpty();
    assertThat(broker(samples, 1).notSeen())
        .singleElement()
        .extracting(NotSeen::remedy)
        .isEqualTo(Optional.of("allow it"));
  }

  @Test
  void shouldLabelItsOwnAndKafkasOwnWhenTopicsAreNamedSo() {
    cluster.commit("kadvisor-api-1", "orders", 0, 0);
    cluster.commit("billing", "orders", 0, 0);

    Samples samples = sweep(FIRST, true);

    assertThat(topic(samples, "kadvisor.findings").self()).isTrue();
    assertThat(topic(samples, "orders").self()).isFalse();
    assertThat(topic(samples, "__consumer_offsets").internal()).isTrue();
    assertThat(group(samples, "kadvisor-api-1").self()).isTrue();
    assertThat(group(samples, "billing").self()).isFalse();
  }

  @Test
  void shouldKeepTheBeginningOfASilenceWhenItGoesOnThroughFencing() {
    sweep(FIRST, true);
    cluster.silence(2);
    BrokerSample listed = broker(sweep(SECOND, false), 2);
    cluster.fence(2);

    BrokerSample fenced = broker(sweep(THIRD, false), 2);

    assertThat(listed.membership()).isEqualTo(Membership.LISTED);
    assertThat(listed.answer().outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(listed.answer().since()).contains(SECOND);
    assertThat(fenced.membership()).isEqualTo(Membership.FENCED);
    assertThat(fenced.answer().since()).contains(SECOND);
  }

  @Test
  void shouldForgetTheSilenceWhenTheBrokerAnswersAgain() {
    cluster.silence(2);
    sweep(FIRST, true);
    cluster.revive(2);

    assertThat(broker(sweep(SECOND, false), 2).answer().since()).isEmpty();
  }

  @Test
  void shouldReportAnAbsentBrokerWhenReplicasOrEarlierSweepsNameIt() {
    sweep(FIRST, true);
    cluster.unregister(3);

    BrokerSample named = broker(sweep(SECOND, false), 3);
    cluster.deleteTopic("orders");
    cluster.deleteTopic("kadvisor.findings");
    cluster.deleteTopic("__consumer_offsets");
    BrokerSample remembered = broker(sweep(THIRD, false), 3);
    Samples later = sweep(SECOND.plus(Duration.ofHours(2)), false);

    assertThat(named.membership()).isEqualTo(Membership.ABSENT);
    assertThat(named.answer().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(named.host()).contains("host-3");
    assertThat(remembered.membership()).isEqualTo(Membership.ABSENT);
    assertThat(later.brokers()).extracting(b -> b.broker().value()).containsExactly(1, 2);
  }

  @Test
  void shouldPutCommitsBesideTheEndsOfTheSameSweep() {
    cluster.append("orders", 0, 10);
    cluster.commit("billing", "orders", 0, 4);
    sweep(FIRST, true);
    cluster.append("orders", 0, 10);
    cluster.commit("billing", "orders", 0, 9);

    GroupSample billing = group(sweep(SECOND, false), "billing");

    Commits commits = billing.commits().get(0);
    assertThat(commits.partitions()).isEqualTo(IntColumn.of(0));
    assertThat(commits.lag(0)).hasValue(11);
    assertThat(commits.previousCommitted().get(0)).isEqualTo(4);
    assertThat(commits.previousEnd().get(0)).isEqualTo(10);
    assertThat(billing.previousAt()).contains(FIRST);
  }

  @Test
  void shouldForgetPreviousCommitsWhenTheTopicIsAnother() {
    cluster.commit("billing", "orders", 0, 4);
    sweep(FIRST, true);
    cluster.deleteTopic("orders");
    cluster.createTopic("orders", 3);

    Commits commits = group(sweep(SECOND, false), "billing").commits().get(0);

    assertThat(commits.previousCommitted().size()).isZero();
    assertThat(commits.previousEnd().size()).isZero();
  }

  @Test
  void shouldSayNothingOfTheEndWhenTheTopicOfACommitIsGone() {
    cluster.commit("billing", "orders", 0, 4);
    cluster.deleteTopic("orders");

    Commits commits = group(sweep(FIRST, true), "billing").commits().get(0);

    assertThat(commits.topicId()).isEmpty();
    assertThat(commits.committed().get(0)).isEqualTo(4);
    assertThat(commits.lag(0)).isEmpty();
  }

  @Test
  void shouldNameTheOwnerWhenAPartitionHasOneAndNoCommitYet() {
    cluster.join(
        "billing",
        new SeenMember("m-1", "client", "/10.0.0.1", Set.of(new TopicPartition("orders", 2))));
    cluster.commit("billing", "orders", 0, 1);

    GroupSample billing = group(sweep(FIRST, true), "billing");

    Commits commits = billing.commits().get(0);
    assertThat(commits.partitions()).isEqualTo(IntColumn.of(0, 2));
    assertThat(commits.owner()).isEqualTo(IntColumn.of(-1, 0));
    assertThat(commits.committed().has(1)).isFalse();
    assertThat(billing.members().orElseThrow().get(0).assigned()).isEqualTo(1);
  }

  @Test
  void shouldKeepAGroupUnobservedWhenItsCoordinatorDoesNotListIt() {
    // "xx" is coordinated by broker 3, "y" by broker 2
    cluster.commit("xx", "orders", 0, 1);
    cluster.commit("y", "orders", 0, 1);
    sweep(FIRST, true);
    cluster.silence(3);

    Samples samples = sweep(SECOND, false);

    GroupSample unseen = group(samples, "xx");
    assertThat(unseen.members()).isEmpty();
    assertThat(unseen.state()).isEmpty();
    assertThat(unseen.commits()).isEmpty();
    assertThat(unseen.coordinator()).contains(new BrokerId(3));
    assertThat(unseen.notSeen()).singleElement().extracting(NotSeen::fact).isEqualTo(Fact.GROUPS);
    assertThat(group(samples, "y").members()).isPresent();
  }

  @Test
  void shouldDropAGroupWhenAllBrokersListedAndNoneNamedIt() {
    cluster.commit("billing", "orders", 0, 1);
    sweep(FIRST, true);

    InMemoryCluster without = new InMemoryCluster();
    Facts facts =
        without.read(new SweepPlan(false, List.of(), Set.of(), Set.of(), Duration.ofSeconds(1)));
    Stamp stamp = new Stamp(new ClusterId("in-memory"), "prod", new SweepId(7, SECOND));

    assertThat(builder.build(stamp, facts, readings, memory).samples().groups()).isEmpty();
  }

  @Test
  void shouldCarryThePreviousCounterWhenTheProcessIsTheSame() {
    readings = Map.of(new BrokerId(1), numbers("start-1", 10, FIRST));
    sweep(FIRST, true);
    readings = Map.of(new BrokerId(1), numbers("start-1", 12, SECOND));

    BrokerSample sample = broker(sweep(SECOND, false), 1);

    assertThat(sample.reading(Metric.PROCESS_CPU).orElseThrow().rate()).hasValue(0.4);
    assertThat(sample.reading(Metric.HANDLER_IDLE).orElseThrow().previous()).isEmpty();
  }

  @Test
  void shouldGiveNoRateWhenTheBrokerWasRestarted() {
    readings = Map.of(new BrokerId(1), numbers("start-1", 10, FIRST));
    sweep(FIRST, true);
    readings = Map.of(new BrokerId(1), numbers("start-2", 12, SECOND));

    BrokerSample sample = broker(sweep(SECOND, false), 1);

    assertThat(sample.reading(Metric.PROCESS_CPU).orElseThrow().previous()).isEmpty();
  }

  @Test
  void shouldBridgeAMissedReadingWithTheTimeThatReallyPassed() {
    readings = Map.of(new BrokerId(1), numbers("start-1", 10, FIRST));
    sweep(FIRST, true);
    readings = Map.of(new BrokerId(1), BrokerReadings.failed("JMX is late"));
    BrokerSample missed = broker(sweep(SECOND, false), 1);
    readings = Map.of(new BrokerId(1), numbers("start-1", 14, THIRD));

    BrokerSample back = broker(sweep(THIRD, false), 1);

    assertThat(missed.readings()).isEmpty();
    assertThat(missed.notSeen())
        .allMatch(n -> n.reason().equals("JMX is late"))
        .extracting(NotSeen::fact)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Fact.values()).filter(fact -> fact.source() == Fact.Source.JMX).toList());
    assertThat(back.reading(Metric.PROCESS_CPU).orElseThrow().rate()).hasValue(0.4);
  }

  private static BrokerReadings numbers(String process, double cpu, Instant at) {
    return new BrokerReadings(
        process,
        List.of(
            new BrokerReadings.Measured(Metric.PROCESS_CPU, cpu, at),
            new BrokerReadings.Measured(Metric.HANDLER_IDLE, 0.9, at)),
        Optional.empty());
  }

  @Test
  void shouldCountOnlyUnfencedBrokersWhenTheClusterIsDescribed() {
    cluster.fence(2);

    Samples samples = sweep(FIRST, true);

    assertThat(samples.cluster().brokers()).containsExactly(new BrokerId(1), new BrokerId(3));
    assertThat(samples.cluster().controller()).contains(new BrokerId(1));
    assertThat(memory.addresses()).extracting(SeenBroker::address).contains("host-2:9092");
  }
}
