package io.kadvisor.wire;

import static io.kadvisor.model.sample.LongColumn.ABSENT;

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
import io.kadvisor.model.command.Command;
import io.kadvisor.model.finding.Category;
import io.kadvisor.model.finding.Evidence;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.finding.FindingId;
import io.kadvisor.model.finding.Severity;
import io.kadvisor.model.plan.BrokerChange;
import io.kadvisor.model.plan.BrokerLoad;
import io.kadvisor.model.plan.ModelError;
import io.kadvisor.model.plan.PlanLoad;
import io.kadvisor.model.plan.PlanPart;
import io.kadvisor.model.plan.PlanStep;
import io.kadvisor.model.plan.PlanSummary;
import io.kadvisor.model.plan.PlanText;
import io.kadvisor.model.plan.PlanWave;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.OwnerPattern;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClientSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.CollectorLease;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupParts;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicParts;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import io.kadvisor.model.unit.Ratio;
import io.kadvisor.model.unit.Unit;
import io.kadvisor.model.window.Figure;
import io.kadvisor.model.window.PartitionFigures;
import io.kadvisor.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One record of each type that the topics carry, every field of it filled; by the name of its
 * golden file.
 */
final class WireExamples {
  static final ClusterId CLUSTER = new ClusterId("kQ3bPz9sTzKm1x7W5cVfQg");
  static final Instant AT = Instant.parse("2026-11-21T08:00:02.250Z");
  static final BrokerId BROKER = new BrokerId(2);
  private static final TopicName TOPIC = new TopicName("orders");
  private static final GroupId GROUP = new GroupId("billing");
  private static final AdvisoryId ADVISORY = new AdvisoryId("broker-silent", Subject.of(BROKER), 1);
  private static final NotSeen NOT_SEEN =
      new NotSeen(
          Fact.LOG_DIRS,
          Optional.of(Subject.of(BROKER)),
          "broker 2 gave no answer within 1 s",
          Optional.of("DESCRIBE on the cluster"));

  private WireExamples() {}

  /** Golden file name to the topic and its record. */
  static Map<String, Example<?>> all() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    Map<String, Example<?>> examples = new LinkedHashMap<>();
    examples.put("broker-sample", new Example<>(topics.brokerSamples(), brokerSample()));
    examples.put("topic-sample", new Example<>(topics.topicSamples(), topicSample()));
    examples.put("group-sample", new Example<>(topics.groupSamples(), groupSample()));
    examples.put(
        "topic-sample-part",
        new Example<>(topics.topicSamples(), TopicParts.split(topicSample(), 2).get(1)));
    examples.put(
        "group-sample-part",
        new Example<>(topics.groupSamples(), GroupParts.split(groupSample(), 2).get(1)));
    examples.put("cluster-sample", new Example<>(topics.clusterRecords(), clusterSample()));
    examples.put("sweep-mark", new Example<>(topics.clusterRecords(), sweepMark()));
    examples.putAll(ProbedExamples.all(topics));
    examples.put("client-sample", new Example<>(topics.clientSamples(), clientSample()));
    examples.put(
        "window-broker", new Example<>(topics.brokerWindows(), window(Subject.of(BROKER))));
    examples.put("window-topic", new Example<>(topics.topicWindows(), window(Subject.of(TOPIC))));
    examples.put("window-group", new Example<>(topics.groupWindows(), window(Subject.of(GROUP))));
    examples.put("finding", new Example<>(topics.findings(), finding()));
    examples.put("advisory", new Example<>(topics.advisories(), advisory()));
    examples.put("artefact", new Example<>(topics.artefacts(), artefact()));
    examples.put("plan-part", new Example<>(topics.plans(), planPart(Optional.empty())));
    examples.put("plan-part-load", new Example<>(topics.plans(), planPart(Optional.of(LOAD))));
    commands()
        .forEach((name, command) -> examples.put(name, new Example<>(topics.commands(), command)));
    examples.put("action", new Example<>(topics.actions(), action()));
    examples.put("policy", new Example<>(topics.policies(), policy()));
    examples.put("collector-lease", new Example<>(topics.collectors(), lease()));
    return examples;
  }

  static PlanPart planPart(Optional<PlanLoad> load) {
    var one =
        new BrokerLoad(
            new DataSize(6L << 30), new DataRate(6000), new DataRate(8000), new Ratio(0.06), 6, 4);
    var other =
        new BrokerLoad(
            new DataSize(5L << 30), new DataRate(5000), new DataRate(6000), new Ratio(0.05), 5, 3);
    return new PlanPart(
        PlanPart.VERSION,
        CLUSTER,
        ADVISORY,
        "5f3a91c07d2e",
        0,
        1,
        AT,
        Optional.of(planSummary(load)),
        List.of(
            new PlanWave(
                1,
                "balances",
                1,
                1,
                new DataSize(1L << 30),
                Optional.of(new DataRate(10_485_760)),
                Optional.of(Duration.ofSeconds(103)))),
        List.of(new BrokerChange(BROKER, "az1", false, false, one, other)),
        List.of(new ModelError(BROKER, "bytes in", new DataRate(90_000), new DataRate(100_000))),
        List.of(
            new PlanStep(
                1, TOPIC, 0, List.of(1, 2, 3), List.of(4, 2, 3), 1, 4, new DataSize(1L << 30))),
        List.of(new PlanText("steps.md", "# orders in 1 wave\n")));
  }

  private static final PlanLoad LOAD =
      new PlanLoad(
          PlanLoad.Source.OPEN_WINDOWS,
          AT.minusSeconds(300),
          AT,
          30,
          1234.5,
          true,
          "No ten minutes are complete yet.");

  private static PlanSummary planSummary(Optional<PlanLoad> load) {
    return new PlanSummary(
        new SweepId(3, AT),
        new PlanSummary.Asked(
            "grow", "Adds the replicas.", List.of(5), List.of(4), List.of("orders=3")),
        Optional.of(new PlanSummary.Replaced("77d0a11b3c4f", "broker 4 has joined")),
        new PlanSummary.Size(4, 6, 18),
        new PlanSummary.Moved(1, 1, new DataSize(1L << 30), new Ratio(0.05), 1),
        1,
        Duration.ofSeconds(103),
        List.of("CPU is not known."),
        List.of("broker 5: holds 2 replicas. Add a broker."),
        load);
  }

  /** A record and where it goes. */
  record Example<V>(Topic<V> topic, V value) {
    byte[] bytes() {
      return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    V read(byte[] bytes) {
      return topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    }
  }

  static BrokerSample brokerSample() {
    return new BrokerSample(
        1,
        CLUSTER,
        BROKER,
        7,
        AT,
        BrokerSample.Membership.FENCED,
        new BrokerSample.Answer(
            BrokerSample.Answer.Outcome.TIMED_OUT,
            Optional.of(Duration.ofMillis(1500)),
            Optional.of(AT.minusSeconds(4))),
        Optional.of("127.0.0.1"),
        Optional.of(29092),
        Optional.of("rack-b"),
        Optional.of(
            List.of(
                new BrokerSample.LogDir(
                    "/var/lib/kafka",
                    Optional.of(new DataSize(1L << 40)),
                    Optional.of(new DataSize(1L << 39)),
                    new DataSize(123_456_789),
                    Optional.of("KafkaStorageException")))),
        Optional.of(AT.minusSeconds(10)),
        Map.of("num.io.threads", "8"),
        List.of(
            new Reading(
                Metric.BYTES_IN,
                123_456.0,
                AT,
                Fact.Source.JMX,
                Optional.of(new Reading.Previous(120_000.5, AT.minusSeconds(2))))),
        List.of(NOT_SEEN));
  }

  static TopicSample topicSample() {
    return new TopicSample(
        1,
        CLUSTER,
        TOPIC,
        "9W9PyzcMTnyH2nO3b6Yk5A",
        7,
        AT,
        false,
        false,
        IntColumn.of(1, -1),
        List.of(IntColumn.of(1, 2, 3), IntColumn.of(2, 3, 1)),
        List.of(IntColumn.of(1, 3), IntColumn.empty()),
        List.of(),
        Optional.empty(),
        LongColumn.of(0, 10),
        LongColumn.of(1_000, ABSENT),
        LongColumn.of(990, ABSENT),
        LongColumn.of(900, ABSENT),
        Optional.of(AT.minusSeconds(2)),
        List.of(LongColumn.of(5_000, ABSENT, 5_000), LongColumn.absent(3)),
        Map.of("min.insync.replicas", "2"),
        List.of(NOT_SEEN));
  }

  static GroupSample groupSample() {
    return new GroupSample(
        1,
        CLUSTER,
        GROUP,
        7,
        AT,
        false,
        GroupSample.Type.CONSUMER,
        Optional.of("Stable"),
        Optional.of(new BrokerId(1)),
        Optional.of(List.of(new GroupSample.Member("m-1", "billing-1", "/127.0.0.1", 1))),
        List.of(
            new GroupSample.Commits(
                TOPIC,
                Optional.of("9W9PyzcMTnyH2nO3b6Yk5A"),
                IntColumn.of(0, 1),
                LongColumn.of(800, ABSENT),
                LongColumn.of(1_000, ABSENT),
                LongColumn.of(0, 10),
                LongColumn.of(990, ABSENT),
                IntColumn.of(0, -1),
                LongColumn.of(700, ABSENT),
                LongColumn.of(900, ABSENT))),
        Optional.of(AT.minusSeconds(2)),
        List.of(NOT_SEEN));
  }

  static ClusterSample clusterSample() {
    return new ClusterSample(
        1,
        CLUSTER,
        "demo",
        7,
        AT,
        Optional.of(new BrokerId(1)),
        List.of(new BrokerId(1), new BrokerId(3)),
        Optional.of(-12L),
        Optional.empty(),
        Map.of(),
        List.of(NOT_SEEN));
  }

  static SweepMark sweepMark() {
    return new SweepMark(
        1,
        CLUSTER,
        "demo",
        7,
        AT,
        AT.plusMillis(180),
        "collector-1",
        new SweepMark.Counts(3, 12, 4, 1),
        Set.of(Fact.OFFSETS, Fact.BROKER_MEMBERSHIP, Fact.GROUPS),
        Optional.of(new SweepMark.Unreachable(AT.minusSeconds(9), "timeout", "no broker answered")),
        Optional.of(
            new SweepMark.Gap(
                AT.minusSeconds(30),
                AT.minusSeconds(2),
                "home-unreachable",
                "the home cluster took no record for 28 s")),
        List.of(
            new SweepMark.SourceStatus(Fact.Source.JMX, false, Optional.of("no JMX port is open"))),
        List.of(NOT_SEEN));
  }

  static ClientSample clientSample() {
    return new ClientSample(
        1,
        CLUSTER,
        GROUP,
        "billing-1",
        AT,
        Optional.of(Duration.ofNanos(2_500_000)),
        Optional.of(new Ratio(0.42)),
        Optional.of(new Ratio(0.8)),
        Optional.of(120.5));
  }

  static Window window(Subject subject) {
    return new Window(
        1,
        CLUSTER,
        subject,
        Instant.parse("2026-11-21T08:00:00Z"),
        Duration.ofMinutes(1),
        30,
        true,
        Map.of(
            "bytes-in",
            new Figure(Unit.BYTES_PER_SECOND, 30, 100.5, 90, 120, 100, 118, 119.5, 101)),
        List.of(new PartitionFigures(TOPIC, 3, Map.of("records-in", 12.5))));
  }

  private static Evidence evidence() {
    return Evidence.of(
            Subject.of(BROKER),
            "broker.silent",
            30,
            Unit.SECONDS,
            AT,
            "broker 2 gave no answer for 30 s")
        .against(Evidence.Comparison.ABOVE, 30, "policy")
        .over(Duration.ofSeconds(30))
        .in(PartitionRanges.of(0, 1, 2, 7));
  }

  static Finding finding() {
    return new Finding(
        1,
        CLUSTER,
        "broker-silent",
        Subject.of(BROKER),
        Finding.State.FIRING,
        Category.AVAILABILITY,
        Severity.CRITICAL,
        "broker-down",
        PartitionRanges.of(0, 1, 2, 7),
        Set.of(BROKER, new BrokerId(10), new BrokerId(3)),
        List.of(evidence()),
        List.of("log directories of broker 2"),
        AT.minusSeconds(40),
        Optional.of(AT.minusSeconds(10)),
        AT,
        AT,
        "demo-1");
  }

  static Advisory advisory() {
    return new Advisory(
        1,
        CLUSTER,
        "demo",
        ADVISORY,
        2,
        AdvisoryState.ACKNOWLEDGED,
        Optional.of(AT.plusSeconds(600)),
        Severity.CRITICAL,
        Category.AVAILABILITY,
        Subject.of(BROKER),
        "platform",
        "broker-down",
        "Broker 2 is down",
        "The controller fenced broker 2 and it gives no answer of its own.",
        List.of(evidence()),
        new Advisory.Affected(
            1, 2, 5, 1, List.of(Subject.of(TOPIC)), Map.of("orders", PartitionRanges.of(0, 1))),
        new Advisory.Confidence(Advisory.Confidence.Level.HIGH, "two witnesses agree"),
        "5 partitions have one replica less.",
        "A second broker's loss would stop writes.",
        recommendation(),
        List.of(new Advisory.Alternative("Move its replicas", "it copies 1 GiB")),
        List.of(new FindingId("broker-silent", Subject.of(BROKER))),
        List.of("log directories of broker 2"),
        AT.minusSeconds(10),
        AT,
        AT,
        Optional.of(AT.plusSeconds(1)),
        AT.plusSeconds(3600),
        new Advisory.PolicyRef("demo", "demo-1", 60),
        Optional.of("came back by itself"),
        Optional.of(new AdvisoryId("advisor-blind", Subject.CLUSTER, 3)),
        List.of(
            new Transition(
                1, AT.minusSeconds(10), Optional.empty(), AdvisoryState.OPEN, "kadvisor", "opened"),
            new Transition(
                2,
                AT,
                Optional.of(AdvisoryState.OPEN),
                AdvisoryState.ACKNOWLEDGED,
                "ann",
                "on it")));
  }

  private static Recommendation recommendation() {
    return new Recommendation(
        "restart-broker",
        Map.of("broker", "2"),
        "Start broker 2 again.",
        List.of(
            Recommendation.Step.of("Look at its log", "journalctl -u kafka"),
            Recommendation.Step.of("Start it")),
        List.of(new Recommendation.ArtefactRef("reassignment.json", "application/json", 120, 1)),
        List.of("its disk is readable"),
        "none",
        Optional.of(Duration.ofMinutes(5)),
        Optional.of("nothing"),
        Optional.of("stop it again"),
        "every partition is in sync");
  }

  static Artefact artefact() {
    return new Artefact(
        1, CLUSTER, ADVISORY, "reassignment.json", "application/json", 0, 1, AT, "{\"version\":1}");
  }

  private static Map<String, Command> commands() {
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put(
        "command-acknowledge",
        new Command.Acknowledge(1, CLUSTER, ADVISORY, "c-1", "ann", AT, Optional.of("on it")));
    commands.put(
        "command-dismiss", new Command.Dismiss(1, CLUSTER, ADVISORY, "c-2", "ann", AT, "known"));
    commands.put(
        "command-snooze",
        new Command.Snooze(1, CLUSTER, ADVISORY, "c-3", "ann", AT, AT.plusSeconds(60)));
    commands.put("command-approve", new Command.Approve(1, CLUSTER, ADVISORY, "c-4", "ann", AT, 2));
    commands.put(
        "command-report",
        new Command.Report(
            1, CLUSTER, ADVISORY, "c-5", "executor", AT, AdvisoryState.RUNNING, "wave 1 of 2"));
    commands.put(
        "command-silence",
        new Command.Silence(1, CLUSTER, "c-6", "kadvisor", AT, Optional.of(AT.minusSeconds(20))));
    return commands;
  }

  static ActionRecord action() {
    return new ActionRecord(
        1,
        CLUSTER,
        ADVISORY,
        "c-1",
        "acknowledge",
        "ann",
        AT,
        true,
        Optional.of(AdvisoryState.ACKNOWLEDGED),
        "acknowledged at revision 1");
  }

  static Policy policy() {
    return new Policy(
        1,
        CLUSTER,
        "demo",
        "demo-1",
        AT,
        60,
        Map.of(
            "lag-growing",
            new RuleSettings(true, Map.of("lag", 1000.0), Map.of("hold", Duration.ofMinutes(5)))),
        "platform",
        List.of(new OwnerPattern(Subject.Kind.TOPIC, "orders*", "shop")),
        Policy.Calm.DEFAULT,
        Capacity.UNDECLARED,
        Backup.NONE,
        List.of());
  }

  static CollectorLease lease() {
    return new CollectorLease(1, CLUSTER, "demo", "collector-1", 7, AT);
  }
}
