package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.model.WhatIf;
import io.kadvisor.core.planner.search.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a plan says would allow more does, and for what must leave less would not. */
class RelaxationPropertyTest {
  private static final Pattern MOVES = Pattern.compile("(\\d+) more moves?");
  private static final Pattern DATA = Pattern.compile("(\\d+) MB more");
  private static final Pattern BROKERS = Pattern.compile("(\\d+) more brokers? in (\\w+)");
  private static final Pattern COUNT = Pattern.compile("(\\d+) (?:replicas|partitions)");
  private static final Pattern OPENED =
      Pattern.compile("To bring replicas to broker \\d+( and \\d+)*, too, would allow them");
  private static final Pattern THRESHOLD = Pattern.compile("threshold of ([0-9.]+) or");

  private static Plan plan(ClusterModel model, Objective objective, Limits limits) {
    return Planner.plan(model, new PlanRequest(objective, 0.1, limits, 1), () -> false);
  }

  private static List<Breach> forced(Plan plan) {
    return plan.breaches().stream()
        .filter(each -> Set.of(Kind.EVACUATION, Kind.OFFLINE, Kind.RACKS).contains(each.kind()))
        .filter(each -> !each.found().contains("nothing else was asked for"))
        .toList();
  }

  /** The most that a breach names, in all that have it. */
  static int most(List<Breach> breaches, Pattern pattern) {
    return breaches.stream()
        .flatMap(each -> pattern.matcher(each.relaxation()).results())
        .mapToInt(each -> Integer.parseInt(each.group(1)))
        .max()
        .orElse(0);
  }

  /** The budget with what the breaches say is missing. */
  static Limits widened(Limits limits, List<Breach> breaches) {
    return new Limits(
        limits.megabytes() + most(breaches, DATA),
        limits.moves() + most(breaches, MOVES),
        limits.fixedTopics(),
        limits.closedBrokers());
  }

  @Property(tries = 20)
  void shouldNameABudgetThatIsEnoughAndNoMoreThanThat(
      @ForAll boolean bare,
      @ForAll @IntRange(min = 0, max = 20) int moves,
      @ForAll @IntRange(min = 0, max = 30) int percent,
      @ForAll long seed) {
    var objective = bare ? Objective.DRAIN : Objective.BALANCE;
    var model = SampleClusters.draw(new Shape(8, 3, 60, 3, 1, 1), seed);
    double all = SampleClusters.total(model, Resource.DISK.column());
    var limits = new Limits(all * percent / 400, moves, Set.of(), Set.of());

    List<Breach> named = forced(plan(model, objective, limits));

    Limits enough = widened(limits, named);
    List<Breach> left = forced(plan(model, objective, enough));
    assertThat(left).as("%s after %s", left, named).isEmpty();
    if (bare && !named.isEmpty()) {
      assertThat(named).allMatch(each -> each.found().contains("no more may be copied"));
      if (most(named, MOVES) > 0) {
        assertThat(forced(plan(model, objective, less(enough, 0, 1)))).isNotEmpty();
      }
      if (most(named, DATA) > 0) {
        assertThat(forced(plan(model, objective, less(enough, 1, 0)))).isNotEmpty();
      }
    }
  }

  private static Limits less(Limits limits, double megabytes, int moves) {
    return new Limits(limits.megabytes() - megabytes, limits.moves() - moves, Set.of(), Set.of());
  }

  @Property(tries = 25)
  void shouldNameABudgetThatIsEnoughToSpreadRacks(
      @ForAll @IntRange(min = 0, max = 20) int moves, @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, 3, 60, 3, 0, 0), seed);
    var limits = new Limits(1e12, moves, Set.of(), Set.of());

    List<Breach> named = forced(plan(model, Objective.RACKS, limits));

    assertThat(forced(plan(model, Objective.RACKS, widened(limits, named)))).isEmpty();
    if (!named.isEmpty()) {
      Limits less = less(widened(limits, named), 0, 1);
      assertThat(forced(plan(model, Objective.RACKS, less))).isNotEmpty();
    }
  }

  @Property(tries = 25)
  void shouldNameBrokersThatAreEnoughWhenPlaceForbids(
      @ForAll @IntRange(min = 3, max = 5) int count,
      @ForAll @IntRange(min = 1, max = 3) int racks,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(count, racks, 30, 4, 1, 0), seed);

    List<Breach> named = forced(plan(model, Objective.DRAIN, Limits.NONE));

    List<Breach> place = named.stream().filter(each -> each.kind() == Kind.EVACUATION).toList();
    ClusterModel wider = with(model, place);
    assertThat(wider.brokerCount() > model.brokerCount()).isEqualTo(!place.isEmpty());
    assertThat(plan(wider, Objective.DRAIN, Limits.NONE).breaches())
        .noneMatch(each -> each.kind() == Kind.EVACUATION);
  }

  private static ClusterModel with(ClusterModel model, List<Breach> breaches) {
    List<Broker> brokers = new ArrayList<>(model.brokers());
    for (Breach breach : breaches) {
      for (MatchResult named : BROKERS.matcher(breach.relaxation()).results().toList()) {
        for (int more = 0; more < Integer.parseInt(named.group(1)); more++) {
          Amounts capacity = model.brokers().get(0).capacity();
          brokers.add(new Broker(brokers.size(), named.group(2), BrokerState.NEW, capacity));
        }
      }
    }
    return new WhatIf(brokers, Set.of(), new TreeMap<>(), new TreeMap<>()).applyTo(model);
  }

  @Property(tries = 60)
  void shouldNameExcludedBrokersThatAreEnoughWhenOnlyTheyCouldTakeReplicas(
      @ForAll @IntRange(min = 2, max = 6) int excluded,
      @ForAll @IntRange(min = 3, max = 8) int racks,
      @ForAll boolean drains,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, racks, 40, 3, drains ? 2 : 0, 0), seed);
    Set<Integer> brokers =
        IntStream.range(8 - excluded, 8).boxed().collect(Collectors.toUnmodifiableSet());
    var objective = drains ? Objective.DRAIN : Objective.RACKS;

    Set<Integer> closed = new HashSet<>(brokers);
    List<Breach> named = forced(plan(model, objective, closing(closed)));

    // What one plan names may be too little for another, which takes other ways: then it names
    // more.
    while (!named.isEmpty()) {
      assertThat(named)
          .allMatch(each -> each.found().contains("could take one are excluded"))
          .allMatch(each -> OPENED.matcher(each.relaxation()).matches());
      Set<Integer> opened =
          named.stream().flatMap(each -> opened(each)).collect(Collectors.toSet());
      assertThat(closed).containsAll(opened);
      closed.removeAll(opened);
      int before = lacking(named);
      named = forced(plan(model, objective, closing(closed)));
      assertThat(lacking(named)).isLessThan(before);
    }
  }

  /** Of how many replicas or partitions it is said. */
  private static int lacking(List<Breach> breaches) {
    return breaches.stream()
        .flatMap(each -> COUNT.matcher(each.subject() + " " + each.found()).results())
        .mapToInt(each -> Integer.parseInt(each.group(1)))
        .sum();
  }

  private static Limits closing(Set<Integer> brokers) {
    return new Limits(Double.MAX_VALUE, Integer.MAX_VALUE, Set.of(), brokers);
  }

  private static Stream<Integer> opened(Breach breach) {
    return Pattern.compile("\\d+")
        .matcher(breach.relaxation())
        .results()
        .map(each -> Integer.parseInt(each.group()));
  }

  @Property(tries = 25)
  void shouldNameTheTopicsWhenTheyAreExcluded(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(6, 3, 40, 2, 1, 0), seed);
    var limits = new Limits(1e12, 1000, Set.of(1), Set.of());

    List<Breach> named = forced(plan(model, Objective.BALANCE, limits));

    // in few clusters that topic is well as it is; if that were so in most, too many would be
    // discarded
    Assume.that(!named.isEmpty());
    assertThat(named)
        .allMatch(each -> each.relaxation().equals("To plan odd, too, would allow them"));
  }

  @Property(tries = 25)
  void shouldNameAThresholdThatIsEnoughWhenCapacityIsTooSmall(@ForAll long seed) {
    var shape = new Shape(6, 3, 60, 3, 1, 0);
    var model = SampleClusters.draw(shape, seed, disk(0.001));

    var plan = plan(model, Objective.BALANCE, Limits.NONE);

    List<Breach> named =
        plan.breaches().stream().filter(each -> each.kind() == Kind.CAPACITY).toList();
    assertThat(named).isNotEmpty();
    double enough = 0;
    for (Breach breach : named) {
      assertThat(breach.found()).matches("uses [0-9.]+ % of its disk, and 0.1 % are allowed");
      var threshold = THRESHOLD.matcher(breach.relaxation());
      assertThat(threshold.find()).isTrue();
      enough = Math.max(enough, Double.parseDouble(threshold.group(1)));
    }
    var wider = SampleClusters.draw(shape, seed, disk(enough));
    assertThat(plan(wider, Objective.BALANCE, Limits.NONE).breaches())
        .noneMatch(each -> each.kind() == Kind.CAPACITY);
  }

  private static Constraints disk(double threshold) {
    return new Constraints(1.1, new Amounts(0.7, threshold, 0.8, 0.8), 10_000);
  }
}
