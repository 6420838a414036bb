package io.kadvisor.core.calm;

import io.kadvisor.core.calm.Fault.Kind;
import io.kadvisor.core.calm.Fault.Step;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.finding.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The faults and everyday events of a time, by seed. A subject has one thing at a time. */
final class Schedule {
  private final Feed feed;
  private final Times times;
  private final SplittableRandom random;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private final MachineFaults machines;
  private final List<Fault> zones;
  private final QuorumFaults controllers;

  /** With how often each kind happens in that time. */
  Schedule(Feed feed, Duration length, Map<Kind, Integer> often, SplittableRandom random) {
    this.feed = feed;
    this.times = new Times(feed.now().plus(Duration.ofMinutes(10)), length, random);
    this.random = random;
    this.machines = new MachineFaults(times, random, faults);
    add(Kind.ZONE_DIES, often);
    this.zones = List.copyOf(faults);
    this.controllers = new QuorumFaults(feed.quorum, times, random, zones);
    // what others stay clear of comes before them
    EnumSet<Kind> first =
        EnumSet.of(Kind.BROKER_DIES, Kind.ROLLING_RESTART, Kind.CONTROLLERS_CHANGE);
    first.forEach(kind -> add(kind, often));
    EnumSet<Kind> others = EnumSet.complementOf(first);
    others.remove(Kind.ZONE_DIES);
    others.forEach(kind -> add(kind, often));
  }

  private void add(Kind kind, Map<Kind, Integer> often) {
    for (int n = 0; n < often.getOrDefault(kind, 0); n++) {
      faults.add(fault(kind, n));
    }
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private Fault fault(Kind kind, int n) {
    return switch (kind) {
      case ZONE_DIES -> zoneDies();
      case BROKER_DIES -> brokerDies();
      case GROUP_GONE -> group(kind, FeedGroup.Doing.EMPTY, times.minutes(25, 60));
      case GROUP_STUCK -> group(kind, FeedGroup.Doing.STUCK, times.minutes(25, 60));
      case GROUP_SLOW -> group(kind, FeedGroup.Doing.SLOW, times.minutes(30, 60));
      case DEPLOYMENT -> group(kind, FeedGroup.Doing.EMPTY, times.seconds(20, 70));
      case WEAK_TOPIC -> topic(kind, "weak-" + n, 1 + random.nextInt(2));
      case TOPIC_LIFE -> topic(kind, "passing-" + n, 3);
      case ROLLING_RESTART -> restart(n);
      case BURST -> burst();
      case BROKER_SLOW -> machines.slow(broker("broker "));
      case CPU_SHORT -> machines.lacksCpu(broker("broker "));
      case DISK_FILLS -> machines.fills(broker("broker "));
      case STALL -> machines.stalls(broker("stall "));
      case CPU_BURST -> machines.computes(broker("cpu "));
      case DISK_BURST -> machines.writesMuch(broker("disk "));
      case CONTROLLER -> controllers.restart();
      case CONTROLLER_ROLL -> controllers.roll();
      case CONTROLLER_DIES -> controllers.dies();
      case CONTROLLERS_CHANGE -> controllers.changes();
    };
  }

  /** Away from the loss of a zone, so that it is plain whose advisory an advisory is. */
  private Instant whenZonesAreWell(Duration lasts) {
    return times.awayFrom(zones, Duration.ofMinutes(20), lasts);
  }

  private Fault zoneDies() {
    Duration lasts = times.minutes(15, 30);
    Instant at = times.when(lasts);
    String zone = "az" + (1 + random.nextInt(3));
    List<FeedBroker> lost =
        feed.brokers.values().stream().filter(broker -> broker.rack().equals(zone)).toList();
    int controller =
        IntStream.rangeClosed(FeedQuorum.FIRST, FeedQuorum.LAST)
            .filter(voter -> FeedQuorum.rack(voter).equals(zone))
            .findFirst()
            .orElseThrow();
    Predicate<Advisory> is =
        advisory ->
            advisory.category() == Category.AVAILABILITY
                && (advisory.subject().equals(Subject.CLUSTER)
                    || lost.stream().anyMatch(broker -> isOf(broker).test(advisory)));
    return of(
        Kind.ZONE_DIES,
        at,
        lasts,
        is,
        () -> {
          lost.forEach(broker -> broker.die(at));
          feed.quorum.stop(controller, at);
        },
        () -> {
          lost.forEach(broker -> broker.start(at.plus(lasts)));
          feed.quorum.start(controller, at.plus(lasts));
        });
  }

  private static Predicate<Advisory> isOf(FeedBroker broker) {
    return advisory -> advisory.subject().equals(Subject.of(new BrokerId(broker.id)));
  }

  private Fault brokerDies() {
    Duration lasts = times.minutes(10, 40);
    Instant at = whenZonesAreWell(lasts);
    FeedBroker broker = broker("broker ");
    return away(Kind.BROKER_DIES, broker, at, lasts, () -> broker.die(at));
  }

  /** One after the other, as a rolling restart does. */
  private Fault restart(int n) {
    Duration lasts = times.seconds(45, 120);
    Instant from =
        zones.isEmpty() ? times.start() : zones.get(0).end().plus(Duration.ofMinutes(30));
    Instant at = from.plus(Duration.ofSeconds(150).multipliedBy(n));
    FeedBroker broker = broker("broker ");
    return away(Kind.ROLLING_RESTART, broker, at, lasts, () -> broker.stop(at));
  }

  private Fault away(Kind kind, FeedBroker broker, Instant at, Duration lasts, Runnable leave) {
    return of(kind, at, lasts, isOf(broker), leave, () -> broker.start(at.plus(lasts)));
  }

  private Fault group(Kind kind, FeedGroup.Doing doing, Duration lasts) {
    Instant at = whenZonesAreWell(lasts);
    FeedGroup group = pick(List.copyOf(feed.groups.values()), "group ");
    Subject subject = Subject.of(group.id);
    Instant over = at.plus(lasts);
    return new Fault(
        kind,
        at,
        over,
        kind.deserves,
        advisory -> advisory.category() == Category.LAG && advisory.subject().equals(subject),
        // one that stands still while a broker is away is told as part of that
        advisory -> advisory.findings().stream().anyMatch(f -> f.subject().equals(subject)),
        List.of(
            new Step(at, () -> group.doing = doing),
            new Step(over, () -> group.doing = FeedGroup.Doing.WELL)));
  }

  private Fault topic(Kind kind, String name, int factor) {
    Duration lasts = times.minutes(30, 120);
    Instant at = times.when(lasts);
    return of(
        kind,
        at,
        lasts,
        advisory ->
            advisory.id().kind().startsWith("weak-topic")
                && (advisory.subject().name().equals(name)
                    || advisory.affected().subjects().stream()
                        .anyMatch(s -> s.name().equals(name))),
        () -> feed.addTopic(name, 6, factor, Math.min(2, factor)),
        () -> feed.topics.remove(name));
  }

  private Fault burst() {
    Duration lasts = times.minutes(1, 3);
    Instant at = times.when(lasts);
    FeedTopic topic = pick(List.copyOf(feed.topics.values()), "topic ");
    SplittableRandom bursts = random.split();
    return of(Kind.BURST, at, lasts, advisory -> false, () -> topic.burst(bursts), topic::calm);
  }

  private FeedBroker broker(String kind) {
    return pick(List.copyOf(feed.brokers.values()), kind);
  }

  private <T> T pick(List<T> from, String kind) {
    while (true) {
      int index = random.nextInt(from.size());
      if (taken.add(kind + index)) {
        return from.get(index);
      }
    }
  }

  private static Fault of(
      Kind kind, Instant at, Duration lasts, Predicate<Advisory> is, Runnable begin, Runnable end) {
    Instant over = at.plus(lasts);
    return new Fault(
        kind,
        at,
        over,
        kind.deserves,
        is,
        advisory -> false,
        List.of(new Step(at, begin), new Step(over, end)));
  }
}
