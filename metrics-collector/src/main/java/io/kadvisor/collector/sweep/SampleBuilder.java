package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.probe.ProbeSettings;
import io.kadvisor.collector.probe.Probed;
import io.kadvisor.collector.sweep.SweepMemory.TopicMemory;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Sample;
import io.kadvisor.model.sample.TopicSample;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what was read into samples and into what the next sweep must know. Pure. */
public final class SampleBuilder {
  private final SelfNames self;
  private final TopicName probeTopic;

  /**
   * @param probeTopic whose partitions stand for brokers and are nobody's data: in no sample
   */
  public SampleBuilder(SelfNames self, String probeTopic) {
    this.self = self;
    this.probeTopic = new TopicName(probeTopic);
  }

  /** With the probe's topic under its usual name. */
  public SampleBuilder(SelfNames self) {
    this(self, ProbeSettings.DEFAULT_TOPIC);
  }

  /** Samples of this sweep, and the memory for the next. */
  public record Built(Samples samples, SweepMemory memory) {}

  /** Without a probe. */
  public Built build(
      Stamp stamp, Facts facts, Map<BrokerId, BrokerReadings> readings, SweepMemory before) {
    return build(stamp, facts, readings, Probed.NOTHING, before);
  }

  public Built build(
      Stamp stamp,
      Facts read,
      Map<BrokerId, BrokerReadings> readings,
      Probed probed,
      SweepMemory before) {
    Facts facts = read.without(probeTopic);
    NotSeenBySubject notSeen = new NotSeenBySubject(facts.notSeen());
    BrokerSamples brokers =
        new BrokerSamples(stamp, facts, readings, probed, before.brokers(), notSeen);
    List<BrokerSample> brokerSamples = brokers.build();
    TopicSamples topics = new TopicSamples(stamp, facts, before, brokers.memory(), self, notSeen);
    Map<String, Map<String, String>> configs = topics.configs();
    List<TopicSample> topicSamples = topics.build(configs);
    List<GroupSample> groupSamples =
        new GroupSamples(stamp, facts, before, topicSamples, self, notSeen).build();
    SweepMemory after =
        new SweepMemory(
            Optional.of(stamp.at()),
            brokers.memory(),
            topicMemory(facts),
            configs,
            Moving.in(facts.control()),
            groupSamples.stream().collect(Collectors.toMap(GroupSample::group, group -> group)));
    return new Built(
        samples(stamp, facts, readings, probed, notSeen, brokerSamples, topicSamples, groupSamples),
        after);
  }

  private static Samples samples(
      Stamp stamp,
      Facts facts,
      Map<BrokerId, BrokerReadings> readings,
      Probed probed,
      NotSeenBySubject notSeen,
      List<BrokerSample> brokers,
      List<TopicSample> topics,
      List<GroupSample> groups) {
    List<NotSeen> everywhere = notSeen.of(Subject.CLUSTER);
    return new Samples(
        cluster(stamp, facts, probed, everywhere),
        brokers,
        topics,
        groups,
        renewed(facts, readings, probed),
        everywhere);
  }

  private static ClusterSample cluster(
      Stamp stamp, Facts facts, Probed probed, List<NotSeen> notSeen) {
    return new ClusterSample(
        Sample.VERSION,
        stamp.cluster(),
        stamp.alias(),
        stamp.epoch(),
        stamp.at(),
        facts.controller(),
        facts.brokers().stream()
            .filter(broker -> !broker.fenced())
            .map(SeenBroker::id)
            .sorted()
            .toList(),
        facts.control().clockSkew().map(Duration::toMillis),
        facts.control().quorum(),
        facts.control().features(),
        notSeen,
        probed.routes());
  }

  private static Set<Fact> renewed(
      Facts facts, Map<BrokerId, BrokerReadings> readings, Probed probed) {
    Set<Fact> renewed = EnumSet.noneOf(Fact.class);
    renewed.addAll(facts.renewed());
    readings.values().stream()
        .flatMap(read -> read.numbers().stream())
        .forEach(number -> renewed.add(number.metric().fact()));
    if (!probed.readings().isEmpty()) {
      renewed.add(Fact.BROKER_PROBE);
    }
    return renewed;
  }

  private static Map<TopicName, TopicMemory> topicMemory(Facts facts) {
    return facts.topics().stream()
        .filter(topic -> facts.offsets().containsKey(topic.name()))
        .collect(
            Collectors.toMap(
                SeenTopic::name,
                topic -> new TopicMemory(topic.id(), facts.offsets().get(topic.name()).latest())));
  }
}
