package io.kadvisor.testkit.sample;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.SweepMark.SourceStatus;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A watched cluster as tests make it: {@code SampledCluster.of(3)} has brokers 1 to 3, all well.
 * Time moves only by {@link #pass(Duration)}; what the cluster looks like then is what its samples
 * say.
 */
public final class SampledCluster {
  /** The time of the first sweep. */
  public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final ClusterId id = new ClusterId("sampled-cluster");
  private final Map<Integer, SampledBroker> brokers = new TreeMap<>();
  private final Map<String, SampledTopic> topics = new TreeMap<>();
  private final Map<String, SampledGroup> groups = new TreeMap<>();
  private final List<NotSeen> notSeen = new ArrayList<>();
  private final EnumSet<Fact.Source> closed = EnumSet.noneOf(Fact.Source.class);
  private Optional<SweepMark.Gap> gap = Optional.empty();
  private Optional<SweepMark.Unreachable> unreachable = Optional.empty();
  private Optional<Quorum> quorum = Optional.empty();
  private boolean controller = true;
  private Instant now = START;

  private SampledCluster() {}

  public static SampledCluster of(int brokerCount) {
    var cluster = new SampledCluster();
    for (int broker = 1; broker <= brokerCount; broker++) {
      cluster.broker(broker);
    }
    return cluster;
  }

  public ClusterId id() {
    return id;
  }

  public Instant now() {
    return now;
  }

  public SampledCluster pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The broker with this id, new if there was none. */
  public SampledBroker broker(int broker) {
    return brokers.computeIfAbsent(broker, SampledBroker::new);
  }

  /** The topic of this name, without partitions if there was none. */
  public SampledTopic topic(String name) {
    return topics.computeIfAbsent(name, SampledTopic::new);
  }

  /** A topic whose partitions and their leaders spread evenly over the brokers. */
  public SampledTopic topic(String name, int partitions, int factor) {
    SampledTopic topic = topic(name);
    List<Integer> ids = List.copyOf(brokers.keySet());
    for (int partition = 0; partition < partitions; partition++) {
      var replicas = new Integer[factor];
      for (int replica = 0; replica < factor; replica++) {
        replicas[replica] = ids.get((partition + replica) % ids.size());
      }
      topic.partition(replicas);
    }
    return topic;
  }

  public SampledCluster dropTopic(String name) {
    topics.remove(name);
    return this;
  }

  /** The group of this id, new if there was none. */
  public SampledGroup group(String name) {
    return groups.computeIfAbsent(name, SampledGroup::new);
  }

  public SampledCluster dropGroup(String name) {
    groups.remove(name);
    return this;
  }

  /** Killed or paused: still listed for a session, but silent. */
  public SampledCluster silence(int broker, Outcome outcome) {
    broker(broker).answer(outcome);
    return this;
  }

  /** Fenced by the controller; its leaderships move, it leaves each ISR. */
  public SampledCluster fence(int broker) {
    broker(broker).membership(Membership.FENCED);
    topics.values().forEach(topic -> topic.lose(broker));
    return this;
  }

  /** It lives, but is out of the ISR of whatever others lead. */
  public SampledCluster lag(int broker) {
    topics.values().forEach(topic -> topic.drop(broker));
    return this;
  }

  /**
   * On its way to a stop in order: its leaderships move, it leaves each ISR, and is still listed.
   */
  public SampledCluster giveAway(int broker) {
    topics.values().forEach(topic -> topic.lose(broker));
    return this;
  }

  /** Stopped in order: fenced first, silent only then. */
  public SampledCluster stop(int broker) {
    return fence(broker).silence(broker, Outcome.REFUSED);
  }

  /** Listed and answering again; its replicas still have to catch up. */
  public SampledCluster restart(int broker) {
    broker(broker).well();
    return this;
  }

  /** Its replicas are in sync again. */
  public SampledCluster catchUp(int broker) {
    topics.values().forEach(topic -> topic.regain(broker));
    return this;
  }

  /** Preferred replicas that are in sync lead. */
  public SampledCluster elect() {
    topics.values().forEach(SampledTopic::elect);
    return this;
  }

  public SampledCluster close(Fact.Source source) {
    closed.add(source);
    return this;
  }

  public SampledCluster open(Fact.Source source) {
    closed.remove(source);
    return this;
  }

  public SampledCluster refuse(Fact fact, Optional<Subject> subject) {
    notSeen.add(new NotSeen(fact, subject, "refused", Optional.of(fact.access())));
    return this;
  }

  /** What the leader of the controllers' quorum tells. */
  public SampledCluster quorum(Quorum seen) {
    quorum = Optional.of(seen);
    return this;
  }

  /** As if nobody told of a quorum. */
  public SampledCluster withoutQuorum() {
    quorum = Optional.empty();
    return this;
  }

  /** Whether the brokers name an active controller. */
  public SampledCluster controller(boolean named) {
    controller = named;
    return this;
  }

  /** What was refused before is seen again. */
  public SampledCluster grant() {
    notSeen.clear();
    return this;
  }

  /** The next mark tells of a blind time that ended just now. */
  public SampledCluster gap(Duration length, String cause) {
    gap = Optional.of(new SweepMark.Gap(now.minus(length), now, cause, "was blind for " + length));
    return this;
  }

  public SampledCluster noGap() {
    gap = Optional.empty();
    return this;
  }

  public SampledCluster unreachable(Instant since, String cause) {
    unreachable =
        Optional.of(new SweepMark.Unreachable(since, cause, "cannot be read since " + since));
    return this;
  }

  public SampledCluster reachable() {
    unreachable = Optional.empty();
    return this;
  }

  public SweepId sweep() {
    return new SweepId(1, now);
  }

  public ClusterSample cluster() {
    boolean named = controller && !listed().isEmpty();
    return new ClusterSample(
        Sample.VERSION,
        id,
        "sampled",
        1,
        now,
        named ? Optional.of(listed().get(0).id()) : Optional.empty(),
        listed().stream().map(SampledBroker::id).toList(),
        Optional.of(0L),
        quorum,
        Map.of(),
        List.of());
  }

  private List<SampledBroker> listed() {
    return brokers.values().stream().filter(SampledBroker::listed).toList();
  }

  public List<BrokerSample> brokers() {
    return brokers.values().stream().map(broker -> broker.sample(id, sweep())).toList();
  }

  public List<TopicSample> topics() {
    return topics.values().stream().map(topic -> topic.sample(id, sweep())).toList();
  }

  public List<GroupSample> groups() {
    return groups.values().stream().map(group -> group.sample(id, sweep())).toList();
  }

  /** The mark that closes this sweep and counts all of its samples. */
  public SweepMark mark() {
    int read = unreachable.isPresent() ? 0 : 1;
    return new SweepMark(
        Sample.VERSION,
        id,
        "sampled",
        1,
        now,
        now.plusMillis(200),
        "collector-1",
        new SweepMark.Counts(
            read * brokers.size(), read * topics.size(), read * groups.size(), read),
        EnumSet.allOf(Fact.class),
        unreachable,
        gap,
        sources(),
        notSeen);
  }

  private List<SourceStatus> sources() {
    return EnumSet.allOf(Fact.Source.class).stream()
        .map(source -> new SourceStatus(source, !closed.contains(source), reason(source)))
        .toList();
  }

  private Optional<String> reason(Fact.Source source) {
    return closed.contains(source) ? Optional.of(source + " is closed") : Optional.empty();
  }
}
