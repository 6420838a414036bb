package io.kadvisor.collector.admin;

import io.kadvisor.collector.admin.ClusterCall.Membership;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.NotSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * One reading of a cluster whose membership is known: topics, groups and slow facts side by side.
 */
final class SweepReading {
  private final Admin admin;
  private final ExecutorService threads;
  private final SweepPlan plan;
  private final Membership membership;
  private final Map<BrokerId, Answer> answers;
  private final Set<BrokerId> silent;
  private final List<BrokerId> present;

  SweepReading(
      Admin admin,
      ExecutorService threads,
      SweepPlan plan,
      Membership membership,
      Map<BrokerId, Answer> answers) {
    this.admin = admin;
    this.threads = threads;
    this.plan = plan;
    this.membership = membership;
    this.answers = answers;
    this.silent =
        answers.entrySet().stream()
            .filter(answer -> answer.getValue().silent())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    this.present =
        membership.brokers().stream()
            .filter(broker -> !broker.fenced())
            .map(SeenBroker::id)
            .filter(broker -> !silent.contains(broker))
            .toList();
  }

  /** Topics with their offsets, and the configuration of those that are due. */
  private record TopicFacts(
      List<SeenTopic> topics,
      Map<TopicName, SeenOffsets> offsets,
      Map<String, Map<String, String>> configs,
      List<NotSeen> notSeen) {}

  /** Slow facts of brokers; empty in a fast sweep. */
  private record BrokerFacts(LogDirCalls.LogDirs logDirs, ConfigCalls.Configs configs) {}

  Facts facts() throws InterruptedException {
    var topicTask = threads.submit(this::topics);
    var groupTask = threads.submit(() -> new GroupCalls(admin, time()).read());
    var brokerTask = threads.submit(this::brokers);
    GroupCalls.Groups groups = Futures.get(groupTask);
    BrokerFacts brokers = Futures.get(brokerTask);
    TopicFacts topics = Futures.get(topicTask);
    List<NotSeen> notSeen = new ArrayList<>(topics.notSeen());
    notSeen.addAll(groups.notSeen());
    notSeen.addAll(brokers.logDirs().notSeen());
    notSeen.addAll(brokers.configs().notSeen());
    return new Facts(
        membership.id(),
        membership.controller(),
        membership.brokers(),
        answers,
        topics.topics(),
        topics.offsets(),
        groups.groups(),
        groups.complete(),
        brokers.logDirs().byBroker(),
        topics.configs(),
        byBroker(brokers.configs().byName()),
        renewed(),
        notSeen);
  }

  private TopicFacts topics() throws InterruptedException {
    TopicCalls.Topics read = TopicCalls.read(admin, time()).orThrow();
    var offsets = new OffsetCalls(read.topics(), silent).read(admin, time());
    List<SeenTopic> due =
        read.topics().stream()
            .filter(topic -> plan.slow() || !plan.configuredTopics().contains(topic.id()))
            .toList();
    var configs = ConfigCalls.ofTopics(admin, due.stream().map(SeenTopic::name).toList(), time());
    Map<String, Map<String, String>> byId = new HashMap<>();
    due.forEach(
        topic ->
            Optional.ofNullable(configs.byName().get(topic.name().value()))
                .ifPresent(config -> byId.put(topic.id(), config)));
    List<NotSeen> notSeen = new ArrayList<>(read.notSeen());
    notSeen.addAll(offsets.notSeen());
    notSeen.addAll(configs.notSeen());
    return new TopicFacts(read.topics(), offsets.byTopic(), byId, notSeen);
  }

  private BrokerFacts brokers() throws InterruptedException {
    List<BrokerId> due = plan.slow() ? present : List.of();
    return new BrokerFacts(
        LogDirCalls.read(admin, due, time()), ConfigCalls.ofBrokers(admin, due, time()));
  }

  private Set<Fact> renewed() {
    Set<Fact> renewed =
        EnumSet.of(
            Fact.BROKER_MEMBERSHIP,
            Fact.BROKER_ANSWER,
            Fact.CONTROLLER,
            Fact.TOPIC_PARTITIONS,
            Fact.OFFSETS,
            Fact.GROUPS,
            Fact.GROUP_OFFSETS);
    if (plan.slow()) {
      renewed.addAll(Set.of(Fact.LOG_DIRS, Fact.TOPIC_CONFIG, Fact.BROKER_CONFIG));
    }
    return renewed;
  }

  private static Map<BrokerId, Map<String, String>> byBroker(
      Map<String, Map<String, String>> byName) {
    return byName.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> new BrokerId(Integer.parseInt(entry.getKey())), Map.Entry::getValue));
  }

  private Duration time() {
    return plan.deadline();
  }
}
