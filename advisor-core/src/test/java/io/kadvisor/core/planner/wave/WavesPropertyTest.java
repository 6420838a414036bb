package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.Bursts;
import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.SampleClusters;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.search.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class WavesPropertyTest {
  private static Plan plan(ClusterModel model, Objective objective) {
    return Planner.plan(model, new PlanRequest(objective, 0.1, Limits.NONE, 1), () -> false);
  }

  /** A part of the disks that leaves so many percent of the mean for copies. */
  private static double disk(ClusterModel model, int room) {
    double capacity =
        model.brokers().stream().mapToDouble(each -> each.capacity().of(Resource.DISK)).sum();
    double mean = SampleClusters.total(model, Resource.DISK.column()) / capacity;
    return Math.min(1, mean * (1 + room / 100.0));
  }

  @Property(tries = 200)
  void shouldKeepEveryLimitAtEveryMomentWhenAPlanIsCarriedOut(
      @ForAll @IntRange(min = 4, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll @IntRange(min = 0, max = 2) int added,
      @ForAll @IntRange(min = 0, max = 60) int room,
      @ForAll @IntRange(min = 1, max = 10) int copies,
      @ForAll Platform platform,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, 120, factor, dead, added), seed);
    var plan = plan(model, Objective.BALANCE);
    var limits = new WaveLimits(copies, platform, disk(model, room), 2);

    Waves waves = Waves.of(plan, limits);

    var replay = new Replay(model, limits, Steps.of(plan));
    var chance = new SplittableRandom(seed);
    waves.waves().forEach(wave -> replay.run(wave, chance));
    assertThatTheWavesAreThePlan(plan, waves, replay);
    replay.rollBack(waves.waves());
  }

  private static void assertThatTheWavesAreThePlan(Plan plan, Waves waves, Replay replay) {
    assertThat(waves.underMinIsr()).isEmpty();
    double blocked = waves.blocked().stream().mapToDouble(Step::megabytes).sum();
    assertThat(waves.megabytes() + blocked)
        .isCloseTo(plan.moves().megabytes(), within(1e-6 * (1 + blocked + waves.megabytes())));
    assertThat(waves.copies() + waves.blocked().stream().mapToInt(Step::copies).sum())
        .isEqualTo(plan.moves().replicas());
    if (waves.blocked().isEmpty()) {
      for (int partition = 0; partition < plan.model().partitionCount(); partition++) {
        assertThat(replay.now().containsKey(partition)).isEqualTo(plan.changes(partition));
        if (plan.changes(partition)) {
          int[] order = plan.order(partition);
          assertThat(replay.now().get(partition).brokers().toArray())
              .isEqualTo(Arrays.stream(order).map(plan.placement()::brokerOf).toArray());
        }
      }
    }
  }

  @Property(tries = 200)
  void shouldKeepEveryLimitAtEveryMomentWhenFactorsChange(
      @ForAll @IntRange(min = 4, max = 10) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 0, max = 80) int room,
      @ForAll @IntRange(min = 1, max = 4) int copies,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, 60, 3, 1, 0), seed);
    var limits = new WaveLimits(copies, Platform.KAFKA, disk(model, room), 2);
    List<Step> steps = SampleSteps.draw(model, new SplittableRandom(seed));

    Waves waves = Waves.of(model, steps, limits);

    var replay = new Replay(model, limits, steps);
    var chance = new SplittableRandom(seed);
    waves.waves().forEach(wave -> replay.run(wave, chance));
    for (Step step : steps) {
      boolean whole =
          waves.blocked().stream().noneMatch(each -> each.partition() == step.partition())
              && !waves.underMinIsr().contains(step);
      if (whole) {
        assertThat(replay.now().get(step.partition()).standsAs(step.after())).isTrue();
      }
    }
    assertThat(waves.underMinIsr())
        .allMatch(step -> step.after().staying() < step.before().staying());
    replay.rollBack(waves.waves());
  }

  @Property(tries = 200)
  void shouldKeepCapacitiesAndReplicaLimitsAtEveryMomentWhenThereIsLittleRoom(
      @ForAll @IntRange(min = 4, max = 10) int brokers,
      @ForAll @IntRange(min = 1, max = 3) int dead,
      @ForAll @IntRange(min = 0, max = 60) int room,
      @ForAll @IntRange(min = 1, max = 10) int copies,
      @ForAll Optional<@From("objectives") Objective> planned,
      @ForAll long seed) {
    var shape = new Shape(brokers, 3, 60, 3, Math.min(dead, brokers - 3), 0);
    var model = SampleClusters.draw(shape, seed, narrow(shape, seed, room));
    var limits = new WaveLimits(copies, Platform.KAFKA, 1, 1);
    List<Step> steps =
        planned
            .map(objective -> Steps.of(plan(model, objective)))
            .orElseGet(() -> SampleSteps.draw(model, new SplittableRandom(seed)));

    Waves waves = Waves.of(model, steps, limits);

    var replay = new Replay(model, limits, steps);
    var chance = new SplittableRandom(seed);
    waves.waves().forEach(wave -> replay.run(wave, chance));
    replay.rollBack(waves.waves());
    assertThat(waves.shortages().isEmpty()).isEqualTo(waves.blocked().isEmpty());
    assertThat(waves.shortages()).allMatch(each -> each.missing() > 1e-6 * each.allowed());
  }

  @Provide
  Arbitrary<Objective> objectives() {
    return Arbitraries.of(Objective.BALANCE, Objective.REPAIR);
  }

  @Property(tries = 60)
  void shouldBeOverNoCapacityAtThePeakOfAnyMomentWhenPartitionsBurst(
      @ForAll @IntRange(min = 4, max = 9) int brokers,
      @ForAll @DoubleRange(min = 0.2, max = 0.5) double busy,
      @ForAll @IntRange(min = 1, max = 10) int copies,
      @ForAll long seed) {
    ClusterModel model = Bursts.draw(brokers, busy, 5, seed);
    var limits = new WaveLimits(copies, Platform.KAFKA, 0.9, 1);
    List<Step> steps = Steps.of(plan(model, Objective.BALANCE));

    Waves waves = Waves.of(model, steps, limits);

    var replay = new Replay(model, limits, steps);
    waves.waves().forEach(wave -> replay.run(wave, new SplittableRandom(seed)));
    assertThat(waves.shortages().isEmpty()).isEqualTo(waves.blocked().isEmpty());
  }

  /** Limits that leave so many percent of the mean, on each broker that takes replicas. */
  private static Constraints narrow(Shape shape, long seed, int room) {
    var model = SampleClusters.draw(shape, seed);
    int living = (int) IntStream.range(0, shape.brokers()).filter(model::takesReplicas).count();
    double share = (1 + room / 100.0) / living;
    var parts = new double[Resource.COUNT];
    for (Resource resource : Resource.values()) {
      double capacity = model.brokers().get(0).capacity().of(resource);
      double total = SummedLoads.of(model, List.of()).total(resource);
      parts[resource.column()] = Math.min(1, total / capacity * share);
    }
    return new Constraints(
        1.1,
        new Amounts(parts[0], parts[1], parts[2], parts[3]),
        (int) Math.ceil(model.replicaCount() * share));
  }

  @Property(tries = 100)
  void shouldNameTheDisksAndWhatWouldDoWhenTheyAreTooSmall(
      @ForAll @IntRange(min = 0, max = 12) int room, @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(5, 5, 40, 3, 0, 0), seed);
    var limits = new WaveLimits(10, Platform.KAFKA, disk(model, room), 2);
    List<Step> steps = SampleSteps.draw(model, new SplittableRandom(seed));

    Waves waves = Waves.of(model, steps, limits);

    assertThat(waves.shortages().isEmpty()).isEqualTo(waves.blocked().isEmpty());
    assertThat(waves.shortages()).allMatch(each -> each.missing() > 1e-6 * each.allowed());
    waves
        .sufficientDisk()
        .ifPresent(
            disk -> {
              assertThat(disk).isGreaterThan(limits.disk());
              assertThat(Waves.of(model, steps, limits.withDisk(disk)).blocked()).isEmpty();
            });
  }

  @Property(tries = 60)
  void shouldDoWhatIsUrgentFirstWhenDisksAllow(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(9, 3, 200, 3, 1, 1), seed);
    var plan = plan(model, Objective.BALANCE);

    Waves waves = Waves.of(plan, new WaveLimits(10, Platform.KAFKA, 1, 2));

    assertThat(waves.waves()).extracting(Wave::urgency).isSorted();
    assertThat(waves.waves().get(0).urgency()).isEqualTo(Urgency.EVACUATION);
    assertThat(waves.blocked()).isEmpty();
  }

  @Property(tries = 60)
  void shouldCopyFasterThanIsWrittenAndSlowerThanHeadroomWhenThereIsAny(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(6, 3, 120, 3, 1, 1), seed);
    var plan = plan(model, Objective.BALANCE);

    Waves waves = Waves.of(plan, new WaveLimits(10, Platform.KAFKA, 1, 2));

    var carried = new Carried(model, waves.waves());
    for (Wave wave : waves.waves()) {
      assertThat(wave.throttle().isPresent()).isEqualTo(wave.copies() > 0);
      wave.throttle().ifPresent(throttle -> assertThatItEnds(wave, throttle));
      wave.throttle().ifPresent(throttle -> assertThatBrokersBearIt(wave, throttle, carried));
      carried.run(wave);
    }
  }

  /**
   * Above the floor, and above what is written meanwhile, no broker copies with all it has left.
   */
  private static void assertThatBrokersBearIt(Wave wave, Throttle throttle, Carried carried) {
    double least = Double.MAX_VALUE;
    for (BrokerShare share : wave.brokers()) {
      least = share.copiesIn() > 0 ? Math.min(least, carried.spareIn(share.broker())) : least;
      least = share.copiesOut() > 0 ? Math.min(least, carried.spareOut(share.broker())) : least;
    }
    assertThat(throttle.headroom()).isCloseTo(least, within(1e-6 * least));
    assertThat(least).isGreaterThan(2 * Traffic.FLOOR);
    double written = wave.steps().stream().mapToDouble(Step::inflow).sum();
    assertThat(throttle.kilobytesPerSecond())
        .isLessThanOrEqualTo(Math.max(0.9 * least, 2 * written) * (1 + 1e-9));
  }

  private static void assertThatItEnds(Wave wave, Throttle throttle) {
    double inflow = wave.steps().stream().mapToDouble(Step::inflow).max().orElseThrow();
    assertThat(throttle.kilobytesPerSecond()).isGreaterThanOrEqualTo(2 * inflow);
    assertThat(throttle.kilobytesPerSecond()).isGreaterThanOrEqualTo(Traffic.FLOOR);
    double most =
        wave.brokers().stream()
            .mapToDouble(each -> Math.max(each.megabytesIn(), each.megabytesOut()))
            .max()
            .orElseThrow();
    double seconds = throttle.duration().toSeconds();
    assertThat(seconds).isGreaterThanOrEqualTo(most * 1024 / throttle.kilobytesPerSecond());
    assertThat(seconds).isLessThanOrEqualTo(2 * most * 1024 / throttle.kilobytesPerSecond() + 1);
  }

  @Property(tries = 60)
  void shouldReadFromNoBrokerThatIsLostWhenRepairing(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(9, 3, 200, 3, 2, 1), seed);
    var plan = plan(model, Objective.REPAIR);

    Waves waves = Waves.of(plan, new WaveLimits(10, Platform.KAFKA, 1, 2));

    assertThat(waves.waves()).isNotEmpty();
    for (Wave wave : waves.waves()) {
      assertThat(wave.brokers())
          .filteredOn(share -> !model.takesReplicas(share.broker()))
          .allMatch(share -> share.copiesOut() == 0 || hasNoOther(model, wave, share.broker()));
    }
  }

  /** True when some partition of the wave has no replica but on brokers that are lost. */
  private static boolean hasNoOther(ClusterModel model, Wave wave, int broker) {
    return wave.steps().stream()
        .filter(step -> step.before().leader() == broker)
        .anyMatch(step -> step.before().brokers().noneMatch(model::takesReplicas));
  }

  @Property(tries = 40)
  void shouldCutTheSameWhenAskedAgain(@ForAll long seed) {
    var limits = new WaveLimits(3, Platform.KAFKA, 0.8, 2);
    var shape = new Shape(9, 3, 200, 3, 1, 2);

    String one = text(Waves.of(plan(SampleClusters.draw(shape, seed), Objective.BALANCE), limits));
    String other =
        text(Waves.of(plan(SampleClusters.draw(shape, seed), Objective.BALANCE), limits));

    assertThat(one).isEqualTo(other);
  }

  private static String text(Waves waves) {
    var text = new StringBuilder();
    for (Wave wave : waves.waves()) {
      text.append(wave.urgency()).append(wave.brokers()).append(wave.throttle()).append('\n');
      wave.steps().forEach(step -> text.append(step.partition()).append(' '));
    }
    return text.toString();
  }
}
