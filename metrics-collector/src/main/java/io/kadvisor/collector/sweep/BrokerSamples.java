package io.kadvisor.collector.sweep;

import io.kadvisor.collector.facts.BrokerReadings;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SeenLogDirs;
import io.kadvisor.collector.facts.SeenTopic;
import io.kadvisor.collector.probe.Probed;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.Fact;
import io.kadvisor.model.sample.Metric;
import io.kadvisor.model.sample.NotSeen;
import io.kadvisor.model.sample.Reading;
import io.kadvisor.model.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Samples of brokers: those that the metadata names, those that replicas name, and those that
 * earlier sweeps saw.
 */
final class BrokerSamples {
  /** A broker that nothing names any more was removed on purpose; its absence is told that long. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private static final Answer NOT_ASKED =
      new Answer(Answer.Outcome.NOT_ASKED, Optional.empty(), Optional.empty());

  private final Stamp stamp;
  private final Facts facts;
  private final Map<BrokerId, BrokerReadings> readings;
  private final Probed probed;
  private final Map<BrokerId, BrokerMemory> before;
  private final Map<BrokerId, SeenBroker> named;
  private final NotSeenBySubject notSeen;
  private final TreeMap<BrokerId, BrokerMemory> after = new TreeMap<>();

  BrokerSamples(
      Stamp stamp,
      Facts facts,
      Map<BrokerId, BrokerReadings> readings,
      Probed probed,
      Map<BrokerId, BrokerMemory> before,
      NotSeenBySubject notSeen) {
    this.stamp = stamp;
    this.facts = facts;
    this.readings = readings;
    this.probed = probed;
    this.before = before;
    this.notSeen = notSeen;
    this.named =
        facts.brokers().stream().collect(Collectors.toMap(SeenBroker::id, broker -> broker));
  }

  List<BrokerSample> build() {
    SortedSet<BrokerId> alive = new TreeSet<>(named.keySet());
    facts.topics().forEach(topic -> alive.addAll(holders(topic)));
    alive.forEach(broker -> after.put(broker, remember(broker, stamp.at())));
    before.forEach(
        (broker, memory) -> {
          if (memory.lastNamed().plus(FORGOTTEN_AFTER).isAfter(stamp.at())) {
            after.computeIfAbsent(broker, id -> remember(id, memory.lastNamed()));
          }
        });
    new SharedSpace(facts, before, after).tell();
    return after.entrySet().stream().map(e -> sample(e.getKey(), e.getValue())).toList();
  }

  /** What the next sweep needs; complete after {@link #build()}. */
  Map<BrokerId, BrokerMemory> memory() {
    return after;
  }

  private static List<BrokerId> holders(SeenTopic topic) {
    return topic.replicas().stream()
        .flatMapToInt(replicas -> replicas.stream())
        .distinct()
        .mapToObj(BrokerId::new)
        .toList();
  }

  private BrokerMemory remember(BrokerId broker, Instant lastNamed) {
    BrokerMemory old = before.getOrDefault(broker, BrokerMemory.named(lastNamed));
    Optional<SeenLogDirs> logDirs = Optional.ofNullable(facts.logDirs().get(broker));
    return new BrokerMemory(
        Optional.ofNullable(named.get(broker)).or(old::last),
        lastNamed,
        silentSince(broker, old),
        logDirs.or(old::logDirs),
        logDirs.map(dirs -> stamp.at()).or(old::logDirsAt),
        facts.brokerConfigs().getOrDefault(broker, old.config()),
        Optional.ofNullable(readings.get(broker))
            .filter(read -> read.failure().isEmpty())
            .or(old::readings));
  }

  /** A broker that could not be asked this time is as silent as before. */
  private Optional<Instant> silentSince(BrokerId broker, BrokerMemory old) {
    return switch (answer(broker).outcome()) {
      case ANSWERED -> Optional.empty();
      case REFUSED, TIMED_OUT -> old.silentSince().or(() -> Optional.of(stamp.at()));
      case NOT_ASKED -> old.silentSince();
    };
  }

  private Answer answer(BrokerId broker) {
    return facts.answers().getOrDefault(broker, NOT_ASKED);
  }

  private BrokerSample sample(BrokerId broker, BrokerMemory memory) {
    Answer answer = answer(broker);
    return new BrokerSample(
        Sample.VERSION,
        stamp.cluster(),
        broker,
        stamp.epoch(),
        stamp.at(),
        membership(broker),
        new Answer(
            answer.outcome(),
            answer.latency(),
            answer.silent() ? memory.silentSince() : Optional.empty()),
        memory.last().map(SeenBroker::host),
        memory.last().map(SeenBroker::port),
        memory.last().flatMap(SeenBroker::rack),
        memory.logDirs().map(SeenLogDirs::dirs),
        memory.logDirsAt(),
        memory.config(),
        readingsOf(broker),
        notSeenOf(broker));
  }

  private Membership membership(BrokerId broker) {
    SeenBroker seen = named.get(broker);
    if (seen == null) {
      return Membership.ABSENT;
    }
    return seen.fenced() ? Membership.FENCED : Membership.LISTED;
  }

  private List<Reading> readingsOf(BrokerId broker) {
    BrokerReadings now = readings.getOrDefault(broker, BrokerReadings.failed(""));
    Optional<BrokerReadings> same =
        Optional.ofNullable(before.get(broker))
            .flatMap(BrokerMemory::readings)
            .filter(old -> old.process().equals(now.process()));
    return Stream.concat(
            now.numbers().stream().map(number -> reading(number, same)),
            probed.readings().getOrDefault(broker, List.of()).stream())
        .toList();
  }

  private static Reading reading(BrokerReadings.Measured now, Optional<BrokerReadings> before) {
    Optional<Reading.Previous> previous =
        now.metric().kind() == Metric.Kind.COUNTER
            ? before.flatMap(old -> previous(old, now.metric()))
            : Optional.empty();
    return new Reading(now.metric(), now.value(), now.observedAt(), Fact.Source.JMX, previous);
  }

  private static Optional<Reading.Previous> previous(BrokerReadings before, Metric metric) {
    return before.numbers().stream()
        .filter(number -> number.metric() == metric)
        .findFirst()
        .map(number -> new Reading.Previous(number.value(), number.observedAt()));
  }

  private List<NotSeen> notSeenOf(BrokerId broker) {
    List<NotSeen> all = new ArrayList<>(notSeen.of(Subject.of(broker)));
    probed.notSeen().stream()
        .filter(unprobed -> unprobed.subject().filter(Subject.of(broker)::equals).isPresent())
        .forEach(all::add);
    if (!readings.isEmpty()) {
      readings
          .getOrDefault(broker, BrokerReadings.failed("no JMX address is configured for it"))
          .failure()
          .ifPresent(why -> all.addAll(unreadable(broker, why)));
    }
    return all;
  }

  private static List<NotSeen> unreadable(BrokerId broker, String why) {
    List<NotSeen> all = new ArrayList<>();
    for (Fact fact : Fact.values()) {
      if (fact.source() == Fact.Source.JMX) {
        all.add(
            new NotSeen(
                fact, Optional.of(Subject.of(broker)), why, Optional.of("open its JMX port")));
      }
    }
    return all;
  }
}
