package io.kadvisor.core.advice;

import io.kadvisor.core.incident.Incident;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.PartitionRanges;
import io.kadvisor.model.Subject;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.finding.Finding;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.LogDir;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.TopicSample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A broker that lives and is in trouble, with what sentences and steps about it need. */
record LivingBroker(Optional<BrokerId> id, Incident incident, Sweep sweep, ClusterView view) {
  /** The incident's own, or the first that its root points at. */
  static LivingBroker of(Incident incident, Sweep sweep) {
    Subject root = incident.root();
    Optional<BrokerId> id =
        root.kind() == Subject.Kind.BROKER
            ? Optional.of(root.broker())
            : incident.firstRoot().brokers().stream().sorted().findFirst();
    return new LivingBroker(id, incident, sweep, ClusterView.of(sweep));
  }

  KafkaCommands commands() {
    return KafkaCommands.of(view);
  }

  /** {@code broker 2 (az2)}. */
  String name() {
    return id.map(view::name).orElse("a broker");
  }

  String capitalName() {
    return Phrase.capital(name());
  }

  String capitalPlace() {
    return Phrase.capital(id.map(view::place).orElse("a broker"));
  }

  /** The first sign of it, other brokers' left out. */
  String since() {
    return Phrase.time(
        incident
            .findings()
            .filter(this::isOwn)
            .map(Finding::since)
            .min(Comparator.naturalOrder())
            .orElseThrow());
  }

  private boolean isOwn(Finding finding) {
    return id.isEmpty()
        || finding.subject().kind() != Subject.Kind.BROKER
        || finding.subject().broker().equals(id.get());
  }

  /** Other brokers whose requests wait for this one. */
  List<BrokerId> waiting() {
    return findings("request-latency")
        .filter(finding -> !isOwn(finding))
        .map(finding -> finding.subject().broker())
        .sorted()
        .toList();
  }

  private Optional<BrokerSample> sample() {
    return id.flatMap(view::broker);
  }

  /** Partitions of topics that the incident's roots name. */
  PartitionsByTopic named() {
    SortedMap<TopicName, PartitionRanges> topics = new TreeMap<>();
    incident.roots().stream()
        .filter(root -> root.subject().kind() == Subject.Kind.TOPIC)
        .filter(root -> !root.partitions().isEmpty())
        .forEach(
            root ->
                topics.merge(
                    new TopicName(root.subject().name()),
                    root.partitions(),
                    PartitionRanges::plus));
    return new PartitionsByTopic(topics);
  }

  /** Those that it should hold in sync and does not. */
  PartitionsByTopic missing() {
    return id.map(broker -> replication().missingOn(broker))
        .orElseGet(() -> new PartitionsByTopic(new TreeMap<>()));
  }

  /** Those that it leads and that miss a copy. */
  PartitionsByTopic ledShort() {
    return PartitionsByTopic.where(
        replication().topics(),
        (topic, p) ->
            id.map(broker -> topic.leader().get(p) == broker.value()).orElse(false)
                && topic.isr().get(p).size() < topic.replicas().get(p).size());
  }

  /** Topics that it leads and that make it compress anew what producers send. */
  List<TopicSample> compressedByBroker() {
    return sweep.topics().values().stream()
        .filter(topic -> leads(topic) && !topic.internal())
        .filter(
            topic ->
                !topic.config().getOrDefault("compression.type", "producer").equals("producer"))
        .toList();
  }

  /** The topic of which it takes most records now; absent when nothing is written to it. */
  Optional<TopicName> busiest() {
    return sweep.topics().values().stream()
        .filter(topic -> written(topic) > 0)
        .max(Comparator.comparingLong(this::written))
        .map(TopicSample::topic);
  }

  /** Records since the sweep before, in the partitions that it leads. */
  private long written(TopicSample topic) {
    long records = 0;
    for (int p = 0; p < topic.partitionCount(); p++) {
      boolean own = topic.leader().get(p) == id.map(BrokerId::value).orElse(-1);
      if (own && topic.latest().has(p) && topic.previousLatest().has(p)) {
        records += topic.latest().get(p) - topic.previousLatest().get(p);
      }
    }
    return records;
  }

  private boolean leads(TopicSample topic) {
    return id.map(broker -> topic.leader().stream().anyMatch(l -> l == broker.value()))
        .orElse(false);
  }

  Replication replication() {
    return new Replication(sweep.topics().values());
  }

  /** A whole number of its configuration. */
  OptionalInt setting(String key) {
    return sample()
        .map(broker -> broker.config().get(key))
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  Optional<String> config(String key) {
    return sample().map(broker -> broker.config().get(key));
  }

  /** Share of its cores that its process takes. */
  Optional<Double> cpu() {
    Optional<Reading> time = sample().flatMap(broker -> broker.reading(Metric.PROCESS_CPU));
    Optional<Reading> cores = sample().flatMap(broker -> broker.reading(Metric.CORES));
    return time.isPresent() && cores.isPresent() && time.get().rate().isPresent()
        ? Optional.of(time.get().rate().getAsDouble() / cores.get().value())
        : Optional.empty();
  }

  /** Its log directories that say they are offline. */
  List<String> failedDirectories() {
    return sample().flatMap(BrokerSample::logDirs).orElse(List.of()).stream()
        .filter(dir -> dir.error().isPresent())
        .map(LogDir::path)
        .toList();
  }

  boolean onMsk() {
    return view.msk().isPresent();
  }

  /** A line for the broker's own machine. */
  String onMachine(String line) {
    return machine().run(line);
  }

  /** Space, faults and load of disks, memory and network. */
  String lookAtMachine() {
    return onMachine(
        machine().freeSpace() + "; top -bn1 | head -n 12; vmstat 1 5; dmesg -T | tail -n 20");
  }

  private Machine machine() {
    return new Machine(id, view);
  }

  Stream<Finding> findings(String rule) {
    return incident.findings().filter(finding -> finding.rule().equals(rule));
  }
}
