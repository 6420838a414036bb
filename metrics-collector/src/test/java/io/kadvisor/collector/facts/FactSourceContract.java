package io.kadvisor.collector.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Quorum;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * What every source of facts does, in memory and on real brokers alike. Three brokers in three
 * racks.
 */
public abstract class FactSourceContract {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The hands that change the cluster. */
  public interface Cluster {
    void createTopic(String name, int partitions);

    void deleteTopic(String name);

    void append(String topic, int partition, int records);

    void commit(String group, String topic, int partition, long offset);

    /** A topic of one partition on the given brokers. */
    void createTopicOn(String name, int... brokers);

    /** Moves partition 0 from one broker to another, so throttled that it does not end. */
    void beginMove(String topic, int from, int to);

    void cancelMove(String topic, int from);

    /** Takes the throttle of a move away. */
    void endThrottle(String topic, int from);

    /** Lets a broker hang: its port accepts and it says nothing. */
    void silence(int broker);

    void revive(int broker);
  }

  protected abstract Cluster cluster();

  protected abstract FactSource source();

  /** Whether the brokers are new enough to tell a fact whole. */
  protected boolean tells(Fact fact) {
    return true;
  }

  /** A fact that is not told is told to be unseen, of everybody, with what would show it. */
  private static void assertUnseen(Facts facts, Fact fact) {
    assertThat(facts.notSeen())
        .filteredOn(missed -> missed.fact() == fact && missed.subject().isEmpty())
        .hasSize(1)
        .allMatch(missed -> missed.remedy().isPresent());
    assertThat(facts.renewed()).doesNotContain(fact);
  }

  protected static SweepPlan plan(
      boolean slow, List<SeenBroker> remembered, Set<String> configured) {
    return new SweepPlan(slow, remembered, configured, Set.of(), DEADLINE);
  }

  /** A read may fail while a cluster changes: what is awaited comes with a later one. */
  protected static ConditionFactory patiently() {
    return await().atMost(PATIENCE).ignoreExceptions();
  }

  protected Facts readSlow() throws InterruptedException {
    return source().read(plan(true, List.of(), Set.of()));
  }

  protected static SeenTopic topic(Facts facts, String name) {
    return facts.topics().stream()
        .filter(topic -> topic.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  protected static Optional<SeenGroup> group(Facts facts, String id) {
    return facts.groups().stream().filter(g -> g.id().value().equals(id)).findFirst();
  }

  /** Changes arrive at the brokers a little later. */
  protected Facts awaitTopic(String name) {
    return patiently()
        .until(
            this::readSlow,
            facts ->
                facts.topics().stream().anyMatch(topic -> topic.name().value().equals(name))
                    && topic(facts, name).leader().stream().allMatch(leader -> leader > 0)
                    && facts.topicConfigs().containsKey(topic(facts, name).id()));
  }

  /** A cluster whose machine stands still elects its controller anew, and has none meanwhile. */
  @Test
  void shouldNameEveryBrokerWithItsAnswerWhenAllAreWell() {
    Facts facts = patiently().until(this::readSlow, read -> read.controller().isPresent());

    assertThat(facts.brokers())
        .extracting(broker -> broker.id().value() + " in " + broker.rack().orElse("?"))
        .containsExactlyInAnyOrder("1 in az1", "2 in az2", "3 in az3");
    assertThat(facts.answers().values())
        .hasSize(3)
        .allMatch(answer -> answer.outcome() == Outcome.ANSWERED && answer.latency().isPresent());
    assertThat(facts.controller()).isPresent();
  }

  @Test
  void shouldSeeEndsOfPartitionsWhenRecordsWereAppended() {
    cluster().createTopic("orders", 3);
    awaitTopic("orders");

    cluster().append("orders", 1, 7);

    Facts facts = awaitTopic("orders");
    SeenOffsets offsets = facts.offsets().get(new TopicName("orders"));
    assertThat(offsets.earliest().get(1)).isZero();
    assertThat(offsets.latest().get(1)).isEqualTo(7);
    assertThat(offsets.stable().get(1)).isEqualTo(7);
    assertThat(offsets.latest().get(0)).isZero();
    assertThat(topic(facts, "orders").replicas()).hasSize(3);
    assertThat(topic(facts, "orders").isr()).hasSize(3);
  }

  @Test
  void shouldGiveAnotherIdWhenATopicIsMadeAgain() {
    cluster().createTopic("reborn", 1);
    String first = topic(awaitTopic("reborn"), "reborn").id();

    cluster().deleteTopic("reborn");
    patiently()
        .until(
            this::readSlow,
            facts -> facts.topics().stream().noneMatch(t -> t.name().value().equals("reborn")));
    cluster().createTopic("reborn", 1);

    assertThat(topic(awaitTopic("reborn"), "reborn").id()).isNotEqualTo(first);
  }

  @Test
  void shouldSeeCommitsWhenGroupsHaveNoMembers() {
    cluster().createTopic("shipments", 2);
    awaitTopic("shipments");
    cluster().append("shipments", 0, 5);

    cluster().commit("packers", "shipments", 0, 3);
    cluster().commit("", "shipments", 1, 0);

    Facts facts =
        patiently()
            .until(
                this::readSlow,
                read -> group(read, "packers").isPresent() && group(read, "").isPresent());
    SeenGroup packers = group(facts, "packers").orElseThrow();
    assertThat(packers.commits().orElseThrow())
        .containsEntry(new TopicPartition("shipments", 0), 3L);
    assertThat(packers.state()).contains("Empty");
    assertThat(packers.members().orElseThrow()).isEmpty();
    assertThat(packers.coordinator()).isPresent();
    assertThat(group(facts, "").orElseThrow().id()).isEqualTo(new GroupId(""));
    assertThat(group(facts, "").orElseThrow().commits().orElseThrow())
        .containsEntry(new TopicPartition("shipments", 1), 0L);
  }

  @Test
  void shouldReadConfigurationOfNewTopicsOnlyWhenTheSweepIsFast() throws Exception {
    cluster().createTopic("known", 1);
    cluster().createTopic("fresh", 1);
    String known = topic(awaitTopic("known"), "known").id();
    String fresh = topic(awaitTopic("fresh"), "fresh").id();

    Facts facts = source().read(plan(false, List.of(), Set.of(known)));

    assertThat(facts.topicConfigs()).containsKey(fresh).doesNotContainKey(known);
    assertThat(facts.topicConfigs().get(fresh)).containsKey("min.insync.replicas");
    assertThat(facts.logDirs()).isEmpty();
    assertThat(facts.brokerConfigs()).isEmpty();
  }

  @Test
  void shouldSeeLogDirectoriesAndConfigurationWhenTheSweepIsSlow() throws Exception {
    Facts facts = readSlow();

    assertThat(facts.logDirs()).hasSize(3);
    assertThat(facts.logDirs().values())
        .flatExtracting(SeenLogDirs::dirs)
        .isNotEmpty()
        .allMatch(dir -> dir.total().isPresent() == tells(Fact.LOG_DIRS));
    assertThat(facts.brokerConfigs().keySet())
        .containsExactlyInAnyOrder(new BrokerId(1), new BrokerId(2), new BrokerId(3));
  }

  /** The quorum's leader may change between two answers of one read while it elects. */
  private boolean isLed(Facts facts) {
    return !tells(Fact.QUORUM)
        || facts
            .control()
            .quorum()
            .filter(q -> facts.controller().filter(new BrokerId(q.leader())::equals).isPresent())
            .isPresent();
  }

  @Test
  void shouldTellTheQuorumAndItsLeaderAsTheController() {
    Facts facts = patiently().until(this::readSlow, this::isLed);

    if (!tells(Fact.QUORUM)) {
      assertUnseen(facts, Fact.QUORUM);
      assertThat(facts.control().clockSkew()).isEmpty();
      return;
    }
    Quorum quorum = facts.control().quorum().orElseThrow();
    assertThat(quorum.voters()).extracting(Quorum.Replica::id).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(quorum.voters()).allMatch(voter -> voter.lastFetch().isPresent());
    assertThat(facts.controller()).contains(new BrokerId(quorum.leader()));
    assertThat(facts.control().clockSkew().orElseThrow()).isLessThan(Duration.ofSeconds(1));
    assertThat(facts.renewed()).contains(Fact.QUORUM);
  }

  @Test
  void shouldTellFeatureLevels() throws Exception {
    Facts facts = readSlow();

    if (tells(Fact.FEATURES)) {
      assertThat(facts.control().features()).containsKey("metadata.version");
      assertThat(facts.renewed()).contains(Fact.FEATURES);
    } else {
      assertThat(facts.control().features()).isEmpty();
      assertUnseen(facts, Fact.FEATURES);
    }
  }

  @Test
  void shouldTellEligibleLeadersOfEachPartition() {
    cluster().createTopic("elected", 2);
    Facts facts = awaitTopic("elected");

    if (tells(Fact.ELIGIBLE_LEADERS)) {
      assertThat(topic(facts, "elected").eligible()).hasSize(2);
    } else {
      assertThat(topic(facts, "elected").eligible()).isEmpty();
      assertUnseen(facts, Fact.ELIGIBLE_LEADERS);
    }
  }

  @Test
  void shouldFollowAReassignmentAndItsThrottleInFastSweeps() throws Exception {
    cluster().createTopicOn("moved", 1, 2);
    Facts before = awaitTopic("moved");
    SeenTopic topic = topic(before, "moved");
    Set<String> known = before.topicConfigs().keySet();
    assertThat(before.control().reassignments().orElseThrow()).isEmpty();

    cluster().beginMove("moved", 1, 3);
    try {
      Facts facts =
          patiently()
              .until(
                  () -> source().read(plan(false, List.of(), known)),
                  read ->
                      !read.control().reassignments().orElse(Map.of()).isEmpty()
                          && read.brokerConfigs().containsKey(new BrokerId(1)));
      var partition = new TopicPartition("moved", 0);
      SeenMove move = facts.control().reassignments().orElseThrow().get(partition);
      assertThat(move.adding()).isEqualTo(IntColumn.of(3));
      assertThat(move.removing()).isEqualTo(IntColumn.of(1));
      assertThat(facts.logDirs().keySet()).containsExactly(new BrokerId(3));
      assertThat(facts.brokerConfigs().get(new BrokerId(1)))
          .containsEntry("leader.replication.throttled.rate", "1");
      assertThat(facts.topicConfigs().get(topic.id()))
          .containsEntry("leader.replication.throttled.replicas", "*");
      assertThat(facts.topicConfigs()).hasSize(1);
    } finally {
      cluster().cancelMove("moved", 1);
      cluster().endThrottle("moved", 1);
    }
  }

  @Test
  void shouldAskARememberedBrokerWhenTheMetadataDoesNotNameIt() throws Exception {
    var gone = new SeenBroker(new BrokerId(77), "127.0.0.1", 1, Optional.empty(), false);

    Facts facts = source().read(plan(false, List.of(gone), Set.of()));

    assertThat(facts.answers().get(new BrokerId(77)).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void shouldGoOnWithTheRestWhenABrokerHangs() throws Exception {
    cluster().createTopic("wide", 6);
    Facts well = awaitTopic("wide");
    SweepPlan fast = plan(false, well.brokers(), Set.of());
    long before = System.nanoTime();
    source().read(fast);
    Duration usual = since(before);
    cluster().silence(3);
    try {
      long start = System.nanoTime();
      Facts facts = source().read(fast);

      assertThat(since(start))
          .as("beside what a sweep takes on this machine")
          .isLessThan(usual.plus(DEADLINE.multipliedBy(3)));
      assertThat(facts.answers().get(new BrokerId(3)).outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(facts.answers().get(new BrokerId(1)).outcome()).isEqualTo(Outcome.ANSWERED);
      assertThat(facts.groupsComplete()).isFalse();
      assertOffsetsOfOthers(facts);
    } finally {
      cluster().revive(3);
      awaitAnswers();
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static void assertOffsetsOfOthers(Facts facts) {
    SeenTopic wide = topic(facts, "wide");
    SeenOffsets offsets = facts.offsets().get(wide.name());
    for (int partition = 0; partition < wide.partitions(); partition++) {
      boolean led = wide.leader().get(partition) == 3;
      assertThat(offsets.latest().has(partition)).isNotEqualTo(led);
    }
    assertThat(facts.notSeen())
        .filteredOn(missed -> missed.fact() == Fact.OFFSETS)
        .extracting(NotSeen::reason)
        .isNotEmpty();
  }

  private void awaitAnswers() {
    patiently()
        .until(
            this::readSlow,
            facts ->
                facts.groupsComplete()
                    && facts.brokers().stream().noneMatch(SeenBroker::fenced)
                    && facts.answers().values().stream().noneMatch(a -> a.silent()));
  }
}
