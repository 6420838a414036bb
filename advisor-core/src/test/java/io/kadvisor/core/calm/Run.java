package io.kadvisor.core.calm;

import io.kadvisor.core.calm.Fault.Kind;
import io.kadvisor.core.calm.Fault.Step;
import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.judgement.Judgement;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Judges the feed, sweep after sweep, and holds what was told against what happened. */
final class Run {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  final Feed.Size size;
  final Duration length;
  final List<Fault> faults;
  final Map<AdvisoryId, Advisory> opened = new LinkedHashMap<>();
  private final List<Advisory> revisions = new ArrayList<>();
  private final Set<AdvisoryId> merged = new HashSet<>();
  int sweeps;

  Run(Feed.Size size, Duration length, Map<Kind, Integer> often, long seed) {
    this.size = size;
    this.length = length;
    SplittableRandom random = new SplittableRandom(seed);
    Feed feed = new Feed(size, random.split());
    this.faults = new Schedule(feed, length, often, random.split()).faults();
    judge(feed);
  }

  private void judge(Feed feed) {
    Deque<Step> steps =
        new ArrayDeque<>(
            faults.stream()
                .flatMap(fault -> fault.steps().stream())
                .sorted(Comparator.comparing(Step::at))
                .toList());
    Judge judge = new Judge();
    ClusterState state = ClusterState.EMPTY;
    Instant end = feed.now().plus(length);
    while (feed.now().isBefore(end)) {
      Duration pace = pace(feed.now());
      while (!steps.isEmpty() && !steps.peek().at().isAfter(feed.now().plus(pace))) {
        steps.poll().action().run();
      }
      Judgement judged = judge.judge(state, feed.pass(pace), List.of(), Policy.standard(feed.id()));
      state = judged.state();
      judged.advisories().forEach(this::hear);
      sweeps++;
    }
  }

  private void hear(Advisory revision) {
    opened.putIfAbsent(revision.id(), revision);
    if (revision.state() == AdvisoryState.MERGED) {
      merged.add(revision.id());
    } else {
      revisions.add(revision);
    }
  }

  /** Every sweep of a death matters: a session is 9 s long; between them every sixth will do. */
  private Duration pace(Instant now) {
    boolean brokersChange =
        faults.stream()
            .filter(fault -> ofBrokers(fault) || ofControllers(fault))
            .flatMap(fault -> fault.steps().stream())
            .anyMatch(step -> Duration.between(step.at(), now).abs().toSeconds() < 60);
    return brokersChange ? CLOSE : USUAL;
  }

  static boolean ofBrokers(Fault fault) {
    return switch (fault.what()) {
      case ZONE_DIES, BROKER_DIES, ROLLING_RESTART -> true;
      default -> false;
    };
  }

  private static boolean ofControllers(Fault fault) {
    return switch (fault.what()) {
      case CONTROLLER, CONTROLLER_ROLL, CONTROLLER_DIES, CONTROLLERS_CHANGE -> true;
      default -> false;
    };
  }

  List<Advisory> of(Fault fault) {
    Map<AdvisoryId, Advisory> first = new LinkedHashMap<>();
    revisions.stream()
        .filter(fault::explains)
        .forEach(advisory -> first.putIfAbsent(advisory.id(), advisory));
    return List.copyOf(first.values());
  }

  List<Fault> missed() {
    return faults.stream()
        .filter(fault -> fault.told() && of(fault).isEmpty() && !within(fault))
        .toList();
  }

  List<Fault> toldTwice() {
    return faults.stream().filter(fault -> fault.told() && remaining(fault) > 1).toList();
  }

  /** Told as part of another trouble of the same time. */
  private boolean within(Fault fault) {
    return revisions.stream().anyMatch(fault::isWithin);
  }

  /** One that was folded into another is no second page. */
  private long remaining(Fault fault) {
    return of(fault).stream().filter(advisory -> !merged.contains(advisory.id())).count();
  }

  /** Advisories that no fault that deserves one explains. */
  List<Advisory> unexplained() {
    Map<AdvisoryId, Advisory> left = new LinkedHashMap<>(opened);
    faults.stream()
        .filter(Fault::told)
        .flatMap(fault -> of(fault).stream())
        .forEach(advisory -> left.remove(advisory.id()));
    return List.copyOf(left.values());
  }

  /** From a fault's beginning to its first advisory. */
  Optional<Duration> delay(Fault fault) {
    return of(fault).stream()
        .map(Advisory::updatedAt)
        .min(Comparator.naturalOrder())
        .map(at -> Duration.between(fault.start(), at));
  }
}
