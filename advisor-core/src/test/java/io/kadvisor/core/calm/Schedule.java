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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The faults and everyday events of a time, by seed. A subject has one thing at a time. */
final class Schedule {
  private final Feed feed;
  private final Instant start;
  private final Duration length;
  private final SplittableRandom random;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private List<Fault> zones = List.of();

  /** With how often each kind happens in that time. */
  Schedule(Feed feed, Duration length, Map<Kind, Integer> often, SplittableRandom random) {
    this.feed = feed;
    this.start = feed.now().plus(Duration.ofMinutes(10));
    this.length = length;
    this.random = random;
    for (Kind kind : Kind.values()) {
      for (int n = 0; n < often.getOrDefault(kind, 0); n++) {
        faults.add(fault(kind, n));
      }
      if (kind == Kind.ZONE_DIES) {
        zones = List.copyOf(faults);
      }
    }
  }

  List<Fault> faults() {
    return List.copyOf(faults);
  }

  private Fault fault(Kind kind, int n) {
    return switch (kind) {
      case ZONE_DIES -> zoneDies();
      case BROKER_DIES -> brokerDies();
      case GROUP_GONE -> group(kind, FeedGroup.Doing.EMPTY, minutes(25, 60));
      case GROUP_STUCK -> group(kind, FeedGroup.Doing.STUCK, minutes(25, 60));
      case GROUP_SLOW -> group(kind, FeedGroup.Doing.SLOW, minutes(30, 60));
      case DEPLOYMENT -> group(kind, FeedGroup.Doing.EMPTY, seconds(20, 70));
      case WEAK_TOPIC -> topic(kind, "weak-" + n, 1 + random.nextInt(2));
      case TOPIC_LIFE -> topic(kind, "passing-" + n, 3);
      case ROLLING_RESTART -> restart(n);
      case BURST -> burst();
      case CONTROLLER -> controller();
    };
  }

  private Duration minutes(int from, int to) {
    return Duration.ofSeconds(random.nextInt(from * 60, to * 60));
  }

  private Duration seconds(int from, int to) {
    return Duration.ofMillis(random.nextInt(from * 1000, to * 1000));
  }

  private Instant when(Duration lasts) {
    long room = length.minus(lasts).minus(Duration.ofMinutes(40)).toMillis();
    return start.plusMillis(random.nextLong(Math.max(1, room)));
  }

  /** Away from the loss of a zone, so that it is plain whose advisory an advisory is. */
  private Instant whenZonesAreWell(Duration lasts) {
    while (true) {
      Instant at = when(lasts);
      Duration apart = Duration.ofMinutes(20);
      boolean clear =
          zones.stream()
              .allMatch(
                  zone ->
                      at.plus(lasts).plus(apart).isBefore(zone.start())
                          || at.isAfter(zone.end().plus(apart)));
      if (clear) {
        return at;
      }
    }
  }

  private Fault zoneDies() {
    Duration lasts = minutes(15, 30);
    Instant at = when(lasts);
    String zone = "az" + (1 + random.nextInt(3));
    List<FeedBroker> lost =
        feed.brokers.values().stream().filter(broker -> broker.rack().equals(zone)).toList();
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
        () -> lost.forEach(broker -> broker.die(at)),
        () -> lost.forEach(broker -> broker.start(at.plus(lasts))));
  }

  private static Predicate<Advisory> isOf(FeedBroker broker) {
    return advisory -> advisory.subject().equals(Subject.of(new BrokerId(broker.id)));
  }

  private Fault brokerDies() {
    Duration lasts = minutes(10, 40);
    Instant at = whenZonesAreWell(lasts);
    FeedBroker broker = pick(List.copyOf(feed.brokers.values()), "broker ");
    return away(Kind.BROKER_DIES, broker, at, lasts, () -> broker.die(at));
  }

  /** One after the other, as a rolling restart does. */
  private Fault restart(int n) {
    Duration lasts = seconds(45, 120);
    Instant from = zones.isEmpty() ? start : zones.get(0).end().plus(Duration.ofMinutes(30));
    Instant at = from.plus(Duration.ofSeconds(150).multipliedBy(n));
    FeedBroker broker = pick(List.copyOf(feed.brokers.values()), "broker ");
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
    Duration lasts = minutes(30, 120);
    Instant at = when(lasts);
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
    Duration lasts = minutes(1, 3);
    Instant at = when(lasts);
    FeedTopic topic = pick(List.copyOf(feed.topics.values()), "topic ");
    double usual = topic.ratePerPartition;
    return of(
        Kind.BURST,
        at,
        lasts,
        advisory -> false,
        () -> topic.ratePerPartition = 4 * usual,
        () -> topic.ratePerPartition = usual);
  }

  private Fault controller() {
    Instant at = whenZonesAreWell(Duration.ofMinutes(1));
    int next = 1 + random.nextInt(feed.brokers.size());
    return of(
        Kind.CONTROLLER,
        at,
        Duration.ofSeconds(10),
        advisory -> false,
        () -> feed.controller = next,
        () -> {});
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
