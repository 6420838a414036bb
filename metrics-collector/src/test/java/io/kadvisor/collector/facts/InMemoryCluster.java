package io.kadvisor.collector.facts;

import io.kadvisor.collector.facts.SeenGroup.SeenMember;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Quorum;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The twin of a real cluster: brokers 1 to 3, topics on all of them, groups with commits. */
public final class InMemoryCluster implements FactSource {
  private final ClusterId id = new ClusterId("in-memory");
  private final Map<Integer, SeenBroker> brokers = new TreeMap<>();
  private final Set<Integer> silent = new TreeSet<>();
  private final Map<String, Topic> topics = new TreeMap<>();
  private final Map<String, Map<TopicPartition, Long>> commits = new TreeMap<>();
  private final Map<String, List<SeenMember>> members = new HashMap<>();
  private final Set<Fact> refused = new HashSet<>();
  private Optional<Trouble> trouble = Optional.empty();
  private final Map<String, IntColumn> placed = new HashMap<>();
  private final InMemoryMoves moves = new InMemoryMoves();
  private Optional<String> host = Optional.empty();
  private boolean broken;
  private int reads;

  private static final class Topic {
    private final String id = Uuid.randomUuid().toString();
    private final long[] ends;

    private Topic(int partitions) {
      ends = new long[partitions];
    }
  }

  public InMemoryCluster() {
    IntStream.rangeClosed(1, 3).forEach(broker -> place(broker, false));
  }

  private void place(int broker, boolean fenced) {
    brokers.put(
        broker,
        new SeenBroker(
            new BrokerId(broker),
            host.orElse("host-" + broker),
            9092,
            Optional.of("az" + broker),
            fenced));
  }

  /** Puts all brokers on one machine. */
  public void placeOn(String machine) {
    host = Optional.of(machine);
    List.copyOf(brokers.keySet()).forEach(this::place);
  }

  /** Starts an empty broker. */
  public void place(int broker) {
    place(broker, false);
  }

  /** A topic of one partition on the given brokers. */
  public void createTopicOn(String name, int... brokers) {
    topics.put(name, new Topic(1));
    placed.put(name, IntColumn.of(brokers));
  }

  public void createTopic(String name, int partitions) {
    topics.put(name, new Topic(partitions));
  }

  public void deleteTopic(String name) {
    topics.remove(name);
  }

  public void append(String topic, int partition, int records) {
    topics.get(topic).ends[partition] += records;
  }

  public void commit(String group, String topic, int partition, long offset) {
    commits
        .computeIfAbsent(group, name -> new HashMap<>())
        .put(new TopicPartition(topic, partition), offset);
  }

  public void join(String group, SeenMember member) {
    members.computeIfAbsent(group, name -> new ArrayList<>()).add(member);
    commits.computeIfAbsent(group, name -> new HashMap<>());
  }

  /** Begins to move the replica of a partition from one broker to another. */
  public void move(String topic, int partition, int from, int to) {
    IntColumn old = seen(topic, topics.get(topic)).replicas().get(partition);
    moves.begin(new TopicPartition(topic, partition), old, from, to);
  }

  /** Ends all moves, as if they had been cancelled. */
  public void endMoves() {
    moves.end();
  }

  /** Throttles the replication of a topic on a broker, or ends that with a rate of zero. */
  public void throttle(String topic, int broker, long rate) {
    moves.throttle(topic, broker, rate);
  }

  public void silence(int broker) {
    silent.add(broker);
  }

  public void revive(int broker) {
    silent.remove(broker);
    place(broker, false);
  }

  public void fence(int broker) {
    place(broker, true);
  }

  /** Takes a broker out of the metadata. */
  public void unregister(int broker) {
    brokers.remove(broker);
  }

  public void refuse(Fact fact) {
    refused.add(fact);
  }

  public void breakDown(Trouble cause) {
    trouble = Optional.of(cause);
  }

  /** Makes every read end with a fault of the source itself. */
  public void breakOurselves() {
    broken = true;
  }

  public void repair() {
    trouble = Optional.empty();
  }

  /** How often it was read, with or without success. */
  public int reads() {
    return reads;
  }

  @Override
  public Facts read(SweepPlan plan) {
    reads++;
    trouble.ifPresent(
        cause -> {
          throw new Unreadable(cause, null);
        });
    if (broken) {
      throw new IllegalStateException("broken by the test");
    }
    List<NotSeen> notSeen = new ArrayList<>();
    List<SeenTopic> seenTopics = new ArrayList<>();
    Map<TopicName, SeenOffsets> offsets = new HashMap<>();
    topics.forEach(
        (name, topic) -> {
          SeenTopic seen = seen(name, topic);
          seenTopics.add(seen);
          offsets.put(seen.name(), offsets(seen, topic, notSeen));
        });
    boolean incomplete = brokers.values().stream().anyMatch(b -> !b.fenced() && isSilent(b.id()));
    if (incomplete) {
      notSeen.add(new NotSeen(Fact.GROUPS, Optional.empty(), "no answer", Optional.empty()));
    }
    return new Facts(
        id,
        Optional.of(new BrokerId(1)),
        control(),
        List.copyOf(brokers.values()),
        answers(plan),
        seenTopics,
        offsets,
        groups(),
        !incomplete,
        logDirs(plan, notSeen),
        configs(plan, seenTopics),
        brokerConfigs(plan),
        renewed(plan),
        notSeen);
  }

  private static Set<Fact> renewed(SweepPlan plan) {
    Set<Fact> renewed = EnumSet.of(Fact.OFFSETS, Fact.QUORUM, Fact.FEATURES, Fact.REASSIGNMENTS);
    if (plan.slow()) {
      renewed.add(Fact.LOG_DIRS);
    }
    return renewed;
  }

  private SeenTopic seen(String name, Topic topic) {
    int size = topic.ends.length;
    List<IntColumn> replicas = new ArrayList<>();
    int[] leaders = new int[size];
    for (int partition = 0; partition < size; partition++) {
      int first = partition % 3;
      IntColumn usual = IntColumn.of(first + 1, (first + 1) % 3 + 1, (first + 2) % 3 + 1);
      replicas.add(
          moves.replicas(new TopicPartition(name, partition), placed.getOrDefault(name, usual)));
      leaders[partition] = first + 1;
    }
    return new SeenTopic(
        new TopicName(name),
        topic.id,
        name.startsWith("__"),
        IntColumn.of(leaders),
        replicas,
        replicas,
        Collections.nCopies(size, IntColumn.empty()));
  }

  private ControlFacts control() {
    var voters =
        List.of(1, 2, 3).stream()
            .map(
                id ->
                    new Quorum.Replica(
                        id,
                        Optional.of(100L),
                        Optional.of(Instant.EPOCH.plusSeconds(100)),
                        Optional.of(Instant.EPOCH.plusSeconds(100))))
            .toList();
    return new ControlFacts(
        refused.contains(Fact.QUORUM)
            ? Optional.empty()
            : Optional.of(new Quorum(1, 4, 100, voters, List.of())),
        Map.of("metadata.version", 29),
        refused.contains(Fact.REASSIGNMENTS) ? Optional.empty() : Optional.of(moves.all()),
        Optional.of(Duration.ZERO));
  }

  private SeenOffsets offsets(SeenTopic seen, Topic topic, List<NotSeen> notSeen) {
    long[] earliest = new long[seen.partitions()];
    long[] ends = topic.ends.clone();
    for (int partition = 0; partition < seen.partitions(); partition++) {
      if (isSilent(new BrokerId(seen.leader().get(partition)))) {
        earliest[partition] = LongColumn.ABSENT;
        ends[partition] = LongColumn.ABSENT;
        notSeen.add(
            new NotSeen(
                Fact.OFFSETS,
                Optional.of(Subject.of(seen.name())),
                "partitions " + partition + ": no answer",
                Optional.empty()));
      }
    }
    return new SeenOffsets(LongColumn.of(earliest), LongColumn.of(ends), LongColumn.of(ends));
  }

  private boolean isSilent(BrokerId broker) {
    return silent.contains(broker.value());
  }

  private Map<BrokerId, Answer> answers(SweepPlan plan) {
    Map<BrokerId, Answer> answers = new HashMap<>();
    plan.remembered().forEach(broker -> answers.put(broker.id(), answer(broker)));
    brokers.values().forEach(broker -> answers.put(broker.id(), answer(broker)));
    return answers;
  }

  private Answer answer(SeenBroker broker) {
    if (isSilent(broker.id())) {
      return new Answer(Answer.Outcome.TIMED_OUT, Optional.empty(), Optional.empty());
    }
    return brokers.containsKey(broker.id().value())
        ? new Answer(Answer.Outcome.ANSWERED, Optional.of(Duration.ofMillis(1)), Optional.empty())
        : new Answer(Answer.Outcome.REFUSED, Optional.empty(), Optional.empty());
  }

  /** Groups that a silent broker coordinates, by the group's length, are not listed. */
  private List<SeenGroup> groups() {
    List<SeenGroup> groups = new ArrayList<>();
    commits.forEach(
        (group, offsets) -> {
          BrokerId coordinator = new BrokerId(group.length() % 3 + 1);
          if (!isSilent(coordinator)) {
            groups.add(
                new SeenGroup(
                    new GroupId(group),
                    GroupSample.Type.CLASSIC,
                    Optional.of(members.containsKey(group) ? "Stable" : "Empty"),
                    Optional.of(coordinator),
                    Optional.of(members.getOrDefault(group, List.of())),
                    Optional.of(offsets),
                    Map.of()));
          }
        });
    return groups;
  }

  private Map<BrokerId, SeenLogDirs> logDirs(SweepPlan plan, List<NotSeen> notSeen) {
    Map<BrokerId, SeenLogDirs> dirs = new HashMap<>();
    Set<Integer> adding = moves.adding();
    for (SeenBroker broker : brokers.values()) {
      if (!plan.slow() && !adding.contains(broker.id().value())) {
        continue;
      }
      if (refused.contains(Fact.LOG_DIRS)) {
        notSeen.add(
            new NotSeen(
                Fact.LOG_DIRS,
                Optional.of(Subject.of(broker.id())),
                "the call was refused",
                Optional.of("allow it")));
      } else if (!isSilent(broker.id())) {
        dirs.put(broker.id(), logDirs());
      }
    }
    return dirs;
  }

  private SeenLogDirs logDirs() {
    Map<TopicPartition, Long> replicas = new HashMap<>();
    topics.forEach(
        (name, topic) ->
            IntStream.range(0, topic.ends.length)
                .forEach(p -> replicas.put(new TopicPartition(name, p), topic.ends[p] * 100)));
    long used = Arrays.stream(replicas.values().toArray(Long[]::new)).mapToLong(v -> v).sum();
    LogDir dir =
        new LogDir(
            "/data",
            Optional.of(new DataSize(1L << 40)),
            Optional.of(new DataSize((1L << 40) - used)),
            new DataSize(used),
            Optional.empty());
    return new SeenLogDirs(List.of(dir), replicas);
  }

  private Map<String, Map<String, String>> configs(SweepPlan plan, List<SeenTopic> topics) {
    Map<String, Map<String, String>> configs = new HashMap<>();
    topics.stream()
        .filter(
            topic ->
                plan.slow()
                    || moves.concern(topic.name().value())
                    || !plan.configuredTopics().contains(topic.id()))
        .forEach(
            topic ->
                configs.put(
                    topic.id(),
                    moves.topicConfig(topic.name().value(), Map.of("min.insync.replicas", "2"))));
    return configs;
  }

  private Map<BrokerId, Map<String, String>> brokerConfigs(SweepPlan plan) {
    Set<Integer> holders = moves.holders();
    Map<BrokerId, Map<String, String>> configs = new HashMap<>();
    for (SeenBroker broker : brokers.values()) {
      int number = broker.id().value();
      if (plan.slow() || plan.watchedBrokers().contains(broker.id()) || holders.contains(number)) {
        configs.put(broker.id(), moves.brokerConfig(number, Map.of("min.insync.replicas", "1")));
      }
    }
    return configs;
  }

  @Override
  public void close() {}
}
