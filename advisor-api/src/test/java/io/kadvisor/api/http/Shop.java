package io.kadvisor.api.http;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.advisory.Artefact;
import io.kadvisor.model.advisory.Recommendation;
import io.kadvisor.model.advisory.Transition;
import io.kadvisor.model.command.ActionRecord;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.ProbeRoute;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Figure;
import io.kadvisor.model.window.Window;
import io.kadvisor.testkit.sample.SampledPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records of a shop's cluster with three brokers in three racks. */
public final class Shop {
  public static final ClusterId CLUSTER = new ClusterId("Nk018hRAQFytWskYqtQduw");
  static final TopicName ORDERS = new TopicName("orders");
  static final GroupId BILLING = new GroupId("billing");
  static final AdvisoryId BROKER_2 =
      new AdvisoryId("broker-silent", Subject.of(new BrokerId(2)), 1);
  private static final long EPOCH = 1;
  private static final DataSize VOLUME = new DataSize(100L << 30);

  private Shop() {}

  static BrokerSample broker(int id, boolean up, Instant at) {
    return new BrokerSample(
        1,
        CLUSTER,
        new BrokerId(id),
        EPOCH,
        at,
        up ? BrokerSample.Membership.LISTED : BrokerSample.Membership.ABSENT,
        answer(up, at),
        up ? Optional.of("kafka-" + id + ".shop.internal") : Optional.empty(),
        up ? Optional.of(9092) : Optional.empty(),
        up ? Optional.of("rack-" + "abc".charAt(id - 1)) : Optional.empty(),
        up ? Optional.of(List.of(logDir())) : Optional.empty(),
        up ? Optional.of(at) : Optional.empty(),
        Map.of(),
        up ? readings(id, at) : List.of(),
        List.of());
  }

  private static BrokerSample.Answer answer(boolean up, Instant at) {
    return up
        ? new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.ANSWERED,
            Optional.of(Duration.ofMillis(3)),
            Optional.empty())
        : new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.REFUSED,
            Optional.empty(),
            Optional.of(at.minusSeconds(12)));
  }

  private static BrokerSample.LogDir logDir() {
    return new BrokerSample.LogDir(
        "/var/lib/kafka",
        Optional.of(VOLUME),
        Optional.of(new DataSize(38L << 30)),
        new DataSize(57L << 30),
        Optional.empty());
  }

  private static List<Reading> readings(int id, Instant at) {
    Instant before = at.minusSeconds(2);
    return List.of(
        new Reading(
            Metric.PROCESS_CPU,
            10 + 0.4 * id,
            at,
            Fact.Source.JMX,
            Optional.of(new Reading.Previous(10, before))),
        new Reading(Metric.CORES, 2, at, Fact.Source.JMX, Optional.empty()),
        probed(Metric.PROBE_UNANSWERED, 0.5, at),
        probed(Metric.PROBE_ROUND_TRIP_P50, 0.003, at),
        probed(Metric.PROBE_ROUND_TRIP_P99, 0.012, at));
  }

  private static Reading probed(Metric metric, double value, Instant at) {
    return new Reading(metric, value, at, Fact.Source.PROBE, Optional.empty());
  }

  static TopicSample topic(String name, boolean broker2, Instant at) {
    List<IntColumn> replicas =
        List.of(IntColumn.of(1, 2, 3), IntColumn.of(2, 3, 1), IntColumn.of(3, 1, 2));
    List<IntColumn> withoutTwo =
        List.of(IntColumn.of(1, 3), IntColumn.of(3, 1), IntColumn.of(3, 1));
    return new TopicSample(
        1,
        CLUSTER,
        new TopicName(name),
        "id-of-" + name,
        EPOCH,
        at,
        false,
        false,
        broker2 ? IntColumn.of(1, 2, 3) : IntColumn.of(1, 3, 3),
        replicas,
        broker2 ? replicas : withoutTwo,
        List.of(),
        Optional.empty(),
        LongColumn.of(0, 0, LongColumn.ABSENT),
        LongColumn.of(1200, 1300, 1100),
        LongColumn.empty(),
        LongColumn.empty(),
        Optional.empty(),
        List.of(LongColumn.of(10, 10, 10), LongColumn.of(20, 20, 20), LongColumn.of(30, 30, 30)),
        Map.of("min.insync.replicas", "2"),
        List.of());
  }

  static GroupSample group(String name, long lag, int members, Instant at) {
    List<GroupSample.Member> all =
        java.util.stream.IntStream.range(0, members)
            .mapToObj(i -> new GroupSample.Member("m" + i, "client-" + i, "/10.0.0." + i, 3))
            .toList();
    return new GroupSample(
        1,
        CLUSTER,
        new GroupId(name),
        EPOCH,
        at,
        false,
        GroupSample.Type.CONSUMER,
        Optional.of(members == 0 ? "Empty" : "Stable"),
        Optional.of(new BrokerId(1)),
        Optional.of(all),
        List.of(commits(lag)),
        Optional.empty(),
        List.of());
  }

  private static GroupSample.Commits commits(long lag) {
    return new GroupSample.Commits(
        ORDERS,
        Optional.of("id-of-orders"),
        IntColumn.of(0),
        LongColumn.of(100_000 - lag),
        LongColumn.of(100_000),
        LongColumn.empty(),
        LongColumn.empty(),
        IntColumn.of(0),
        LongColumn.empty(),
        LongColumn.empty());
  }

  static ClusterSample cluster(boolean broker2, Instant at) {
    List<BrokerId> listed =
        broker2
            ? List.of(new BrokerId(1), new BrokerId(2), new BrokerId(3))
            : List.of(new BrokerId(1), new BrokerId(3));
    return new ClusterSample(
        1,
        CLUSTER,
        "shop",
        EPOCH,
        at,
        Optional.of(new BrokerId(3)),
        listed,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(
            new ProbeRoute(Optional.of("az1"), Optional.of("az3"), 1, 0.003, 0.009, 0.012, 0.012)));
  }

  static SweepMark mark(Instant at) {
    return mark(at, Optional.empty());
  }

  static SweepMark mark(Instant at, Optional<SweepMark.Unreachable> unreachable) {
    return mark(CLUSTER, "shop", at, unreachable);
  }

  /** Of another cluster that is seen. */
  static SweepMark mark(ClusterId cluster, String alias, Instant at) {
    return mark(cluster, alias, at, Optional.empty());
  }

  private static SweepMark mark(
      ClusterId cluster, String alias, Instant at, Optional<SweepMark.Unreachable> unreachable) {
    return new SweepMark(
        1,
        cluster,
        alias,
        EPOCH,
        at,
        at.plusMillis(180),
        "collector-1",
        new SweepMark.Counts(3, 4, 3, 1),
        Set.of(Fact.BROKER_MEMBERSHIP),
        unreachable,
        Optional.empty(),
        List.of(
            new SweepMark.SourceStatus(Fact.Source.ADMIN, true, Optional.empty()),
            new SweepMark.SourceStatus(
                Fact.Source.JMX, false, Optional.of("no JMX port is configured for this cluster"))),
        List.of());
  }

  static Window window(Subject subject, Instant start, double value) {
    return new Window(
        1,
        CLUSTER,
        subject,
        start,
        Duration.ofMinutes(1),
        30,
        true,
        Map.of(
            "lag", new Figure(Unit.RECORDS, 30, value, value, value, value, value, value, value)),
        List.of());
  }

  static Finding finding(Instant since) {
    return new Finding(
        1,
        CLUSTER,
        "broker-silent",
        Subject.of(new BrokerId(2)),
        Finding.State.FIRING,
        Category.AVAILABILITY,
        Severity.CRITICAL,
        "broker-down",
        PartitionRanges.none(),
        Set.of(new BrokerId(2)),
        List.of(),
        List.of(),
        since,
        Optional.of(since.plusSeconds(2)),
        since.plusSeconds(4),
        since.plusSeconds(4),
        "1");
  }

  static KeptPlan plan(String id, Instant at) {
    return SampledPlan.of(CLUSTER, BROKER_2, id, at);
  }

  static Artefact runbook(int part, int parts, String content) {
    return new Artefact(
        1, CLUSTER, BROKER_2, "runbook.md", "text/markdown", part, parts, Instant.EPOCH, content);
  }

  static ActionRecord acknowledged(Instant at) {
    return new ActionRecord(
        1, CLUSTER, BROKER_2, "c-1", "acknowledge", "anna", at, true, Optional.empty(), "done");
  }

  public static Advisory brokerLoss(Instant openedAt) {
    return advisory(BROKER_2, openedAt, Severity.CRITICAL, AdvisoryState.OPEN, 1);
  }

  public static Advisory advisory(
      AdvisoryId id, Instant openedAt, Severity severity, AdvisoryState state, int revision) {
    Instant updated = openedAt.plusSeconds(revision - 1L);
    Transition opening =
        new Transition(
            1,
            openedAt,
            Optional.empty(),
            AdvisoryState.OPEN,
            "kadvisor",
            "the controller and the broker agree");
    Transition last =
        new Transition(
            revision,
            updated,
            Optional.of(AdvisoryState.OPEN),
            state,
            "kadvisor",
            "seen in three sweeps");
    return new Advisory(
        1,
        CLUSTER,
        "shop",
        id,
        revision,
        state,
        Optional.empty(),
        severity,
        Category.AVAILABILITY,
        id.subject(),
        "platform",
        "broker-down",
        "Broker " + id.subject().name() + " in rack-b is down",
        "The controller took broker 2 out of the metadata at 03:14:07 after 9 s without a heartbeat, and its port"
            + " refuses connections. 4 topics have one replica less; nothing is offline, and the two other racks carry"
            + " the load.",
        evidence(openedAt),
        affected(),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, "both witnesses agree"),
        "Producers with acks=all go on; one more broker down would stop them.",
        "Without the broker the next failure makes partitions refuse writes.",
        recommendation(),
        List.of(
            new Advisory.Alternative(
                "Move its replicas to the others.",
                "It copies 57 GiB for a restart of two minutes.")),
        List.of(new FindingId("broker-silent", id.subject())),
        List.of("CPU of the broker before it went away: JMX is closed"),
        openedAt,
        updated,
        updated,
        state.ended() ? Optional.of(updated) : Optional.empty(),
        openedAt.plus(Duration.ofDays(7)),
        new Advisory.PolicyRef("demo", "1", 60),
        state.ended() ? Optional.of("The broker is back and in sync.") : Optional.empty(),
        Optional.empty(),
        revision == 1 ? List.of(opening) : List.of(opening, last));
  }

  private static List<Evidence> evidence(Instant at) {
    Subject broker = Subject.of(new BrokerId(2));
    return List.of(
        Evidence.of(
                broker,
                "broker.answer",
                0,
                Unit.COUNT,
                at,
                "Broker 2 refuses connections on kafka-2.shop.internal:9092.")
            .over(Duration.ofSeconds(12)),
        Evidence.of(
                Subject.of(ORDERS),
                "isr.size",
                2,
                Unit.COUNT,
                at,
                "3 partitions of orders have 2 of 3 replicas in sync.")
            .against(Evidence.Comparison.BELOW, 3, "replication factor of the topic")
            .in(PartitionRanges.of(0, 1, 2)));
  }

  private static Advisory.Affected affected() {
    return new Advisory.Affected(
        1,
        4,
        12,
        2,
        List.of(Subject.of(new BrokerId(2)), Subject.of(ORDERS), Subject.of(BILLING)),
        Map.of("orders", PartitionRanges.of(0, 1, 2)));
  }

  private static Recommendation recommendation() {
    return new Recommendation(
        "restart-broker",
        Map.of("broker", "2"),
        "Find out why broker 2 stopped, and start it again.",
        List.of(
            Recommendation.Step.of(
                "See on its host why it stopped.",
                "ssh kafka-2.shop.internal 'systemctl status kafka; journalctl -u kafka -n 100 --no-pager'"),
            Recommendation.Step.of(
                "Start it.", "ssh kafka-2.shop.internal 'sudo systemctl start kafka'"),
            Recommendation.Step.of("Wait until it is in sync again.")),
        List.of(new Recommendation.ArtefactRef("runbook.md", "text/markdown", 22, 2)),
        List.of("the volume is mounted"),
        "None: the broker is down already.",
        Optional.of(Duration.ofMinutes(5)),
        Optional.empty(),
        Optional.empty(),
        "kafka-topics.sh --bootstrap-server kafka-1.shop.internal:9092 --describe --under-replicated-partitions");
  }
}
