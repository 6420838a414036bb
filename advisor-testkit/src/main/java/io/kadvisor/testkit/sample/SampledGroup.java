package io.kadvisor.testkit.sample;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.GroupSample.Commits;
import io.kadvisor.model.sample.GroupSample.Member;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.LongColumn;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.SweepId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A consumer group of a {@link SampledCluster}: two members until told otherwise. */
public final class SampledGroup {
  private record Offsets(LongColumn committed, LongColumn end, boolean owned) {}

  private final GroupId id;
  private final Map<TopicName, Offsets> topics = new LinkedHashMap<>();
  private final Map<TopicName, LongColumn> before = new LinkedHashMap<>();
  private Optional<Integer> members = Optional.of(2);
  private Optional<BrokerId> coordinator = Optional.of(new BrokerId(1));
  private boolean self;

  SampledGroup(String id) {
    this.id = new GroupId(id);
  }

  public SampledGroup members(int count) {
    members = Optional.of(count);
    return this;
  }

  /** As if the group could not be described. */
  public SampledGroup undescribed() {
    members = Optional.empty();
    return this;
  }

  public SampledGroup coordinator(int broker) {
    coordinator = Optional.of(new BrokerId(broker));
    return this;
  }

  public SampledGroup self() {
    self = true;
    return this;
  }

  /** Committed and end offsets of a topic that the members own, one a partition. */
  public SampledGroup at(String topic, long[] committed, long[] end) {
    topics.put(
        new TopicName(topic), new Offsets(LongColumn.of(committed), LongColumn.of(end), true));
    return this;
  }

  /** The same for a topic with one partition. */
  public SampledGroup at(String topic, long committed, long end) {
    return at(topic, new long[] {committed}, new long[] {end});
  }

  /** Offsets left behind in a topic that nobody reads any more. */
  public SampledGroup left(String topic, long committed, long end) {
    topics.put(
        new TopicName(topic), new Offsets(LongColumn.of(committed), LongColumn.of(end), false));
    return this;
  }

  /** As if nothing were committed in a topic any more. */
  public SampledGroup without(String topic) {
    topics.remove(new TopicName(topic));
    return this;
  }

  /** What was committed in the sweep before, in a topic with one partition. */
  public SampledGroup committedBefore(String topic, long committed) {
    before.put(new TopicName(topic), LongColumn.of(committed));
    return this;
  }

  GroupId id() {
    return id;
  }

  GroupSample sample(ClusterId cluster, SweepId sweep) {
    return new GroupSample(
        Sample.VERSION,
        cluster,
        id,
        sweep.epoch(),
        sweep.sweepAt(),
        self,
        GroupSample.Type.CONSUMER,
        members.map(count -> count == 0 ? "Empty" : "Stable"),
        coordinator,
        members.map(SampledGroup::memberList),
        topics.entrySet().stream().map(e -> commits(e.getKey(), e.getValue())).toList(),
        Optional.empty(),
        List.of());
  }

  private static List<Member> memberList(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new Member("member-" + n, "client-" + n, "/127.0.0.1", 1))
        .toList();
  }

  private Commits commits(TopicName topic, Offsets offsets) {
    int rows = offsets.committed().size();
    int[] owner = new int[rows];
    Arrays.fill(owner, offsets.owned() && members.orElse(0) > 0 ? 0 : -1);
    return new Commits(
        topic,
        Optional.of("id-of-" + topic),
        IntColumn.of(IntStream.range(0, rows).toArray()),
        offsets.committed(),
        offsets.end(),
        LongColumn.of(new long[rows]),
        offsets.end(),
        IntColumn.of(owner),
        before.getOrDefault(topic, LongColumn.empty()),
        LongColumn.empty());
  }
}
