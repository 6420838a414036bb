package io.kadvisor.core.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.command.Command;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Three brokers, topics and working groups as a collector would sample them, judged with every
 * shipped rule and adviser under the demo's policy. Faults are what the cluster does, not what a
 * rule is told.
 */
final class LiveCluster {
  /** A group's work: what its members leave behind each sweep. */
  static final class Group {
    final String topic;
    int members = 2;
    long perSweep;
    long committed;

    Group(String topic, long perSweep) {
      this.topic = topic;
      this.perSweep = perSweep;
    }
  }

  private static final Duration SWEEP = Duration.ofSeconds(2);
  private static final long PRODUCED = 200;

  final Map<String, int[][]> topics = new TreeMap<>();
  final Map<String, Group> groups = new TreeMap<>();
  final Map<Integer, Membership> brokers = new TreeMap<>();
  final Map<Integer, Outcome> answers = new TreeMap<>();
  final Set<Integer> outOfSync = new TreeSet<>();
  final Map<String, Integer> outOfSyncIn = new TreeMap<>();
  final List<Advisory> revisions = new ArrayList<>();
  final Policy policy = SweepScript.demoPolicy();
  private final Judge judge = new Judge();
  ClusterState state = ClusterState.EMPTY;
  Instant at = World.START;
  long end = 10_000;

  LiveCluster() {
    List.of(1, 2, 3).forEach(this::up);
    topics.put("orders", new int[][] {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}});
    topics.put("clicks", new int[][] {{1, 3, 2}, {2, 1, 3}, {3, 2, 1}});
    topics.put("__consumer_offsets", new int[][] {{1, 2, 3}, {2, 3, 1}, {3, 1, 2}});
    groups.put("billing", new Group("orders", PRODUCED));
    groups.put("search", new Group("clicks", PRODUCED));
    groups.values().forEach(group -> group.committed = end);
  }

  void up(int broker) {
    brokers.put(broker, Membership.LISTED);
    answers.put(broker, Outcome.ANSWERED);
  }

  /** Dead or hung: listed for a session of 9 s, then fenced, and out of every ISR. */
  void die(int broker, Outcome answer) {
    answers.put(broker, answer);
    tick(5);
    fence(broker);
    tick();
  }

  void fence(int broker) {
    brokers.put(broker, Membership.FENCED);
    outOfSync.add(broker);
  }

  /**
   * Out of the metadata while it still answers, then away for 4 s, then up and catching up for 6 s.
   */
  void restartInOrder(int broker) {
    fence(broker);
    tick();
    answers.put(broker, Outcome.REFUSED);
    tick(2);
    comeBack(broker, 3);
  }

  void comeBack(int broker, int sweepsToCatchUp) {
    up(broker);
    tick(sweepsToCatchUp);
    outOfSync.remove(broker);
  }

  LiveCluster tick(int sweeps) {
    IntStream.range(0, sweeps).forEach(i -> tick());
    return this;
  }

  void tick() {
    tick(SWEEP, Optional.empty());
  }

  void tickAfterGap(Duration blind) {
    tick(blind, Optional.of(gap(at, at.plus(blind))));
  }

  /** The next sweep, whose mark tells a gap that an earlier one told first. */
  void tickAfterGap(Instant since, Instant until) {
    tick(SWEEP, Optional.of(gap(since, until)));
  }

  /** No mark has come since, and that is noticed. */
  void silence(Instant last, Instant noticed) {
    var silence =
        new Command.Silence(1, SweepScript.CLUSTER, "s-1", "watch", noticed, Optional.of(last));
    Judgement judgement = judge.silence(state, silence, policy);
    state = judgement.state();
    revisions.addAll(judgement.advisories());
  }

  private static SweepMark.Gap gap(Instant since, Instant until) {
    return new SweepMark.Gap(since, until, "home-unreachable", "No broker answered.");
  }

  private void tick(Duration time, Optional<SweepMark.Gap> gap) {
    at = at.plus(time);
    end += PRODUCED;
    groups
        .values()
        .forEach(group -> group.committed = Math.min(end, group.committed + group.perSweep));
    Judgement judgement = judge.judge(state, sweep(gap), List.of(), policy);
    state = judgement.state();
    revisions.addAll(judgement.advisories());
  }

  /** Every advisory that was ever opened: id without occurrence, last cause and last state. */
  List<String> told() {
    Map<AdvisoryId, Advisory> last = new LinkedHashMap<>();
    revisions.forEach(revision -> last.put(revision.id(), revision));
    return last.values().stream().map(a -> a.id() + " " + a.cause() + " " + a.state()).toList();
  }

  Advisory only() {
    assertThat(state.advisories()).hasSize(1);
    return state.advisories().get(state.advisories().firstKey());
  }

  private Sweep sweep(Optional<SweepMark.Gap> gap) {
    TreeMap<BrokerId, BrokerSample> brokerSamples = new TreeMap<>();
    brokers.keySet().forEach(id -> brokerSamples.put(new BrokerId(id), broker(id)));
    TreeMap<TopicName, TopicSample> topicSamples = new TreeMap<>();
    topics.forEach(
        (name, replicas) -> topicSamples.put(new TopicName(name), topic(name, replicas)));
    TreeMap<GroupId, GroupSample> groupSamples = new TreeMap<>();
    groups.forEach((name, group) -> groupSamples.put(new GroupId(name), group(name, group)));
    return new Sweep(
        mark(gap), false, Optional.of(cluster()), brokerSamples, topicSamples, groupSamples);
  }

  private SweepMark mark(Optional<SweepMark.Gap> gap) {
    var counts = new SweepMark.Counts(brokers.size(), topics.size(), groups.size(), 1);
    return new SweepMark(
        1,
        SweepScript.CLUSTER,
        "demo",
        1,
        at,
        at,
        "collector-1",
        counts,
        Set.of(),
        Optional.empty(),
        gap,
        List.of(),
        List.of());
  }

  private ClusterSample cluster() {
    List<BrokerId> listed =
        brokers.entrySet().stream()
            .filter(e -> e.getValue() == Membership.LISTED)
            .map(e -> new BrokerId(e.getKey()))
            .toList();
    return new ClusterSample(
        1,
        SweepScript.CLUSTER,
        "demo",
        1,
        at,
        Optional.of(new BrokerId(1)),
        listed,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  private BrokerSample broker(int id) {
    return new BrokerSample(
        1,
        SweepScript.CLUSTER,
        new BrokerId(id),
        1,
        at,
        brokers.get(id),
        new BrokerSample.Answer(answers.get(id), Optional.empty(), Optional.empty()),
        Optional.of("localhost"),
        Optional.of(9092 + id),
        Optional.of("rack-" + id),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  private TopicSample topic(String name, int[][] replicas) {
    List<IntColumn> rows = new ArrayList<>();
    List<IntColumn> isr = new ArrayList<>();
    int[] leaders = new int[replicas.length];
    for (int p = 0; p < replicas.length; p++) {
      int lagging = outOfSyncIn.getOrDefault(name, -1);
      int[] caughtUp = IntStream.of(replicas[p]).filter(b -> b != lagging).toArray();
      int[] inSync = IntStream.of(caughtUp).filter(b -> !outOfSync.contains(b)).toArray();
      rows.add(IntColumn.of(replicas[p]));
      isr.add(IntColumn.of(inSync.length == 0 ? caughtUp : inSync));
      leaders[p] = inSync.length == 0 ? -1 : inSync[0];
    }
    long[] ends = new long[replicas.length];
    java.util.Arrays.fill(ends, end);
    return new TopicSample(
        1,
        SweepScript.CLUSTER,
        new TopicName(name),
        "id-" + name,
        1,
        at,
        name.startsWith("__"),
        false,
        IntColumn.of(leaders),
        rows,
        isr,
        List.of(),
        Optional.empty(),
        LongColumn.of(new long[replicas.length]),
        LongColumn.of(ends),
        LongColumn.of(ends),
        LongColumn.empty(),
        Optional.empty(),
        List.of(),
        Map.of("min.insync.replicas", "2"),
        List.of());
  }

  private GroupSample group(String name, Group group) {
    List<GroupSample.Member> members =
        Collections.nCopies(group.members, new GroupSample.Member("m", name, "localhost", 1));
    var commits =
        new GroupSample.Commits(
            new TopicName(group.topic),
            Optional.of("id-" + group.topic),
            IntColumn.of(0),
            LongColumn.of(group.committed),
            LongColumn.of(end),
            LongColumn.of(0),
            LongColumn.of(end),
            IntColumn.of(group.members == 0 ? -1 : 0),
            LongColumn.empty(),
            LongColumn.empty());
    return new GroupSample(
        1,
        SweepScript.CLUSTER,
        new GroupId(name),
        1,
        at,
        false,
        GroupSample.Type.CLASSIC,
        Optional.of(group.members == 0 ? "Empty" : "Stable"),
        Optional.of(new BrokerId(1)),
        Optional.of(members),
        List.of(commits),
        Optional.empty(),
        List.of());
  }
}
