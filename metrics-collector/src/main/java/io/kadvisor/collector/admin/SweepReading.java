package io.kadvisor.collector.admin;

import io.kadvisor.collector.admin.ClusterCall.Membership;
import io.kadvisor.collector.admin.ControlCalls.Control;
import io.kadvisor.collector.facts.ControlFacts;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenMove;
import io.kadvisor.collector.facts.SeenOffsets;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.IntColumn;
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
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

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
    var controlTask =
        threads.submit(() -> new ControlCalls(admin, membership.controller(), time()).read());
    var topicTask = threads.submit(() -> topics(controlTask));
    var groupTask = threads.submit(() -> new GroupCalls(admin, time()).read());
    var brokerTask = threads.submit(() -> brokers(controlTask));
    GroupCalls.Groups groups = Futures.get(groupTask);
    BrokerFacts brokers = Futures.get(brokerTask);
    TopicFacts topics = Futures.get(topicTask);
    Control control = Futures.get(controlTask);
    List<NotSeen> notSeen = new ArrayList<>(topics.notSeen());
    notSeen.addAll(control.notSeen());
    notSeen.addAll(groups.notSeen());
    notSeen.addAll(brokers.logDirs().notSeen());
    notSeen.addAll(brokers.configs().notSeen());
    notSeen.addAll(Refusals.ofEverybody(notSeen, seen(topics, groups, brokers)));
    return new Facts(
        membership.id(),
        control.controller(),
        control.facts(),
        membership.brokers(),
        answers,
        topics.topics(),
        topics.offsets(),
        groups.groups(),
        groups.complete(),
        brokers.logDirs().byBroker(),
        topics.configs(),
        byBroker(brokers.configs().byName()),
        renewed(control.facts()),
        notSeen);
  }

  /** Facts that at least one subject's was read of, where they are asked for each subject. */
  private static Set<Fact> seen(TopicFacts topics, GroupCalls.Groups groups, BrokerFacts brokers) {
    Set<Fact> seen = EnumSet.noneOf(Fact.class);
    Map<Fact, Boolean> read =
        Map.of(
            Fact.TOPIC_PARTITIONS, !topics.topics().isEmpty(),
            Fact.OFFSETS, !topics.offsets().isEmpty(),
            Fact.TOPIC_CONFIG, !topics.configs().isEmpty(),
            Fact.GROUPS, groups.groups().stream().anyMatch(group -> group.members().isPresent()),
            Fact.GROUP_OFFSETS,
                groups.groups().stream().anyMatch(group -> group.commits().isPresent()),
            Fact.LOG_DIRS, !brokers.logDirs().byBroker().isEmpty(),
            Fact.BROKER_CONFIG, !brokers.configs().byName().isEmpty());
    read.forEach((fact, any) -> seen.addAll(any ? Set.of(fact) : Set.of()));
    return seen;
  }

  private TopicFacts topics(Future<Control> controlTask) throws InterruptedException {
    TopicCalls.Topics read = TopicCalls.read(admin, time()).orThrow();
    var offsetTask =
        threads.submit(() -> new OffsetCalls(read.topics(), silent).read(admin, time()));
    ControlFacts control = Futures.get(controlTask).facts();
    var eligible = EligibleCalls.read(admin, read.topics(), control.features(), time());
    Set<String> moving =
        moves(control).keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    List<SeenTopic> due =
        read.topics().stream()
            .filter(
                topic ->
                    plan.slow()
                        || moving.contains(topic.name().value())
                        || !plan.configuredTopics().contains(topic.id()))
            .toList();
    var configs = ConfigCalls.ofTopics(admin, due.stream().map(SeenTopic::name).toList(), time());
    Map<String, Map<String, String>> byId = new HashMap<>();
    due.forEach(
        topic ->
            Optional.ofNullable(configs.byName().get(topic.name().value()))
                .ifPresent(config -> byId.put(topic.id(), config)));
    OffsetCalls.Offsets offsets = Futures.get(offsetTask);
    List<NotSeen> notSeen = new ArrayList<>(read.notSeen());
    notSeen.addAll(eligible.notSeen());
    notSeen.addAll(offsets.notSeen());
    notSeen.addAll(configs.notSeen());
    return new TopicFacts(eligible.topics(), offsets.byTopic(), byId, notSeen);
  }

  /**
   * In a fast sweep only the brokers that a reassignment concerns: what the new replicas have got
   * so far, and the throttles that may hold them.
   */
  private BrokerFacts brokers(Future<Control> controlTask) throws InterruptedException {
    if (plan.slow()) {
      return brokers(present, present);
    }
    var moves = moves(Futures.get(controlTask).facts()).values();
    Set<BrokerId> adding = ids(moves.stream().map(SeenMove::adding));
    Set<BrokerId> holders = ids(moves.stream().map(SeenMove::replicas));
    return brokers(
        present.stream().filter(adding::contains).toList(),
        present.stream()
            .filter(id -> holders.contains(id) || plan.watchedBrokers().contains(id))
            .toList());
  }

  private BrokerFacts brokers(List<BrokerId> sized, List<BrokerId> configured)
      throws InterruptedException {
    var configs = threads.submit(() -> ConfigCalls.ofBrokers(admin, configured, time()));
    return new BrokerFacts(LogDirCalls.read(admin, sized, time()), Futures.get(configs));
  }

  private static Map<TopicPartition, SeenMove> moves(ControlFacts control) {
    return control.reassignments().orElse(Map.of());
  }

  private static Set<BrokerId> ids(Stream<IntColumn> columns) {
    return columns
        .flatMapToInt(IntColumn::stream)
        .mapToObj(BrokerId::new)
        .collect(Collectors.toSet());
  }

  private Set<Fact> renewed(ControlFacts control) {
    Set<Fact> renewed =
        EnumSet.of(
            Fact.BROKER_MEMBERSHIP,
            Fact.BROKER_ANSWER,
            Fact.CONTROLLER,
            Fact.TOPIC_PARTITIONS,
            Fact.OFFSETS,
            Fact.GROUPS,
            Fact.GROUP_OFFSETS);
    control.quorum().ifPresent(quorum -> renewed.add(Fact.QUORUM));
    control.reassignments().ifPresent(moves -> renewed.add(Fact.REASSIGNMENTS));
    if (!control.features().isEmpty()) {
      renewed.add(Fact.FEATURES);
    }
    if (EligibleCalls.possible(control.features())) {
      renewed.add(Fact.ELIGIBLE_LEADERS);
    }
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
