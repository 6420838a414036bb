package io.kadvisor.core.judgement;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.testkit.sample.SampledPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sweeps of a small cluster: brokers 1 to 3, each topic on all of them, each group on one
 * topic.
 */
final class SweepScript {
  static final ClusterId CLUSTER = new ClusterId("c1");
  private static final Instant EPOCH = Instant.EPOCH;

  final Map<Integer, Membership> brokers = new TreeMap<>();
  final Map<Integer, Answer.Outcome> answers = new TreeMap<>();
  final Set<String> topics = new TreeSet<>(Set.of("orders", "payments", "clicks"));
  final Set<String> self = new TreeSet<>();
  final Map<String, String> groups = new TreeMap<>(Map.of("billing", "orders", "search", "clicks"));
  Optional<SweepMark.Gap> gap = Optional.empty();
  Optional<SweepMark.Unreachable> unreachable = Optional.empty();
  boolean partial;
  long epoch = 1;

  SweepScript() {
    List.of(1, 2, 3).forEach(this::up);
  }

  void up(int broker) {
    brokers.put(broker, Membership.LISTED);
    answers.put(broker, Answer.Outcome.ANSWERED);
  }

  /** Listed still, without an answer: what a death or a pause looks like at first. */
  void silent(int broker) {
    brokers.put(broker, Membership.LISTED);
    answers.put(broker, Answer.Outcome.REFUSED);
  }

  void away(int broker) {
    brokers.put(broker, Membership.FENCED);
    answers.put(broker, Answer.Outcome.REFUSED);
  }

  static Policy demoPolicy() {
    return SampledPolicy.demo(CLUSTER).from(EPOCH).policy();
  }

  Sweep sweep(Instant at) {
    boolean seen = unreachable.isEmpty();
    return new Sweep(
        mark(at),
        partial,
        Optional.empty(),
        seen ? brokerSamples(at) : new TreeMap<>(),
        seen ? topicSamples(at) : new TreeMap<>(),
        seen ? groupSamples(at) : new TreeMap<>());
  }

  private SweepMark mark(Instant at) {
    return new SweepMark(
        1,
        CLUSTER,
        "demo",
        epoch,
        at,
        at,
        "collector-1",
        new SweepMark.Counts(0, 0, 0, 0),
        Set.of(),
        unreachable,
        gap,
        List.of(),
        List.of());
  }

  private SortedMap<BrokerId, BrokerSample> brokerSamples(Instant at) {
    TreeMap<BrokerId, BrokerSample> samples = new TreeMap<>();
    brokers.forEach((id, membership) -> samples.put(new BrokerId(id), broker(id, membership, at)));
    return samples;
  }

  private BrokerSample broker(int id, Membership membership, Instant at) {
    return new BrokerSample(
        1,
        CLUSTER,
        new BrokerId(id),
        epoch,
        at,
        membership,
        new Answer(answers.get(id), Optional.empty(), Optional.empty()),
        Optional.of("localhost"),
        Optional.of(9092 + id),
        Optional.of("rack-" + id),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  private SortedMap<TopicName, TopicSample> topicSamples(Instant at) {
    TreeMap<TopicName, TopicSample> samples = new TreeMap<>();
    topics.forEach(name -> samples.put(new TopicName(name), topic(name, at)));
    return samples;
  }

  private TopicSample topic(String name, Instant at) {
    IntColumn all = IntColumn.of(brokers.keySet().stream().mapToInt(id -> id).toArray());
    return new TopicSample(
        1,
        CLUSTER,
        new TopicName(name),
        "id-" + name,
        epoch,
        at,
        false,
        self.contains(name),
        IntColumn.of(1),
        Collections.nCopies(1, all),
        Collections.nCopies(1, all),
        List.of(),
        Optional.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        LongColumn.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        List.of());
  }

  private SortedMap<GroupId, GroupSample> groupSamples(Instant at) {
    TreeMap<GroupId, GroupSample> samples = new TreeMap<>();
    groups.forEach((name, topic) -> samples.put(new GroupId(name), group(name, topic, at)));
    return samples;
  }

  private GroupSample group(String name, String topic, Instant at) {
    var commits =
        new GroupSample.Commits(
            new TopicName(topic),
            Optional.empty(),
            IntColumn.of(0),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new GroupSample(
        1,
        CLUSTER,
        new GroupId(name),
        epoch,
        at,
        self.contains(name),
        GroupSample.Type.CLASSIC,
        Optional.of("Stable"),
        Optional.of(new BrokerId(1)),
        Optional.empty(),
        List.of(commits),
        Optional.empty(),
        List.of());
  }
}
