package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Constraints;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import io.kadvisor.core.planner.search.Limits;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GrowthPropertyTest {
  private static final Pattern DISK = Pattern.compile("threshold of ([0-9.]+) for disk");

  private static Growth factor(int factor) {
    return new Growth(new TreeMap<>(Map.of(0, factor, 1, factor)), new TreeMap<>());
  }

  private static Growth partitions(int first, int second) {
    return new Growth(new TreeMap<>(), new TreeMap<>(Map.of(0, first, 1, second)));
  }

  private static Growth both(int factor, int count) {
    return new Growth(factor(factor).factors(), partitions(count, count).partitions());
  }

  private static Plan plan(ClusterModel model, Objective objective, Growth growth) {
    return plan(model, objective, growth, Limits.NONE);
  }

  private static Plan plan(ClusterModel model, Objective objective, Growth growth, Limits limits) {
    return Planner.plan(model, new PlanRequest(objective, growth, 0.1, limits, 1), () -> false);
  }

  @Property(tries = 100)
  void shouldAddReplicasAndMoveNoneWhenTheFactorIsRaised(
      @ForAll @IntRange(min = 3, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 5) int racks,
      @ForAll @IntRange(min = 1, max = 90) int count,
      @ForAll @IntRange(min = 1, max = 3) int drawn,
      @ForAll @IntRange(min = 1, max = 4) int factor,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, count, drawn, 0, 0), seed);

    var plan = plan(model, Objective.GROW, factor(factor));

    PlanChecks.assertThatHardLimitsHold(plan);
    assertThat(plan.model().partitionCount()).isEqualTo(model.partitionCount());
    for (int partition = 0; partition < count; partition++) {
      assertThatOldReplicasStay(plan, partition);
      assertThatRacksAreWidened(plan, partition);
      assertThat(plan.order(partition))
          .hasSizeLessThanOrEqualTo(Math.max(factor, model.replicationFactor(partition)));
    }
    assertThatWhatIsMissingIsNamed(plan, factor);
  }

  private static void assertThatOldReplicasStay(Plan plan, int partition) {
    int[] before = PlanChecks.before(plan.start(), partition);
    int[] after = PlanChecks.after(plan, partition);
    assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
    assertThat(after).doesNotHaveDuplicates();
    int leader = plan.placement().leaderOf(partition);
    assertThat(plan.placement().brokerOf(leader))
        .isEqualTo(plan.start().brokerOf(plan.start().leaderOf(partition)));
  }

  private static void assertThatRacksAreWidened(Plan plan, int partition) {
    var racks = new Racks(plan.start());
    int before = racks.spread(new Placement(plan.start()), partition);
    int added = plan.order(partition).length - plan.start().replicationFactor(partition);
    assertThat(new Racks(plan.model()).spread(plan.placement(), partition))
        .isGreaterThanOrEqualTo(Math.min(racks.count(), before + added));
  }

  private static void assertThatWhatIsMissingIsNamed(Plan plan, int factor) {
    boolean missing = false;
    for (int partition = 0; partition < plan.start().partitionCount(); partition++) {
      missing |= plan.order(partition).length < factor;
    }
    assertThat(plan.breaches().stream().anyMatch(each -> each.kind() == Breach.Kind.GROWTH))
        .isEqualTo(missing);
  }

  @Property(tries = 60)
  void shouldLeaveOldPartitionsWhereTheyAreWhenPartitionsAreAdded(
      @ForAll @IntRange(min = 3, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 5) int racks,
      @ForAll @IntRange(min = 2, max = 90) int count,
      @ForAll @IntRange(min = 0, max = 40) int more,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, count, 3, 0, 0), seed);
    int first = (count + 1) / 2;

    var plan = plan(model, Objective.GROW, partitions(first + more, count / 2));

    PlanChecks.assertThatHardLimitsHold(plan);
    assertThat(plan.moves().replicas()).isZero();
    assertThat(plan.moves().addedPartitions()).isEqualTo(more);
    for (int partition = 0; partition < count; partition++) {
      assertThat(plan.changes(partition)).isFalse();
    }
    for (int partition = count; partition < plan.model().partitionCount(); partition++) {
      assertThat(plan.model().numberOf(partition)).isEqualTo(first + partition - count);
      assertThat(plan.order(partition)).hasSize(model.replicationFactor(0));
      assertThat(plan.order(partition)[0]).isEqualTo(plan.placement().leaderOf(partition));
      var spread = new Racks(plan.model());
      assertThat(spread.spread(plan.placement(), partition)).isEqualTo(spread.wanted(partition));
    }
  }

  @Property(tries = 60)
  void shouldShareOutTheTrafficAndAddNoneWhenPartitionsAreAdded(
      @ForAll @IntRange(min = 1, max = 40) int more, @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(6, 3, 40, 1, 0, 0), seed);

    var plan = plan(model, Objective.GROW, partitions(20 + more, 20 + more));

    for (Resource resource : Resource.values()) {
      double before = carried(new Placement(model), resource);
      assertThat(carried(plan.placement(), resource)).isCloseTo(before, within(before * 1e-9));
    }
  }

  private static double carried(Placement placement, Resource resource) {
    double sum = 0;
    for (int broker = 0; broker < placement.model().brokerCount(); broker++) {
      sum += placement.carried(broker, resource.column());
    }
    return sum;
  }

  @Property(tries = 40)
  void shouldKeepEveryHardLimitWhenGrowingAndBalancing(
      @ForAll @IntRange(min = 5, max = 12) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 2, max = 90) int count,
      @ForAll @IntRange(min = 1, max = 4) int factor,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll @IntRange(min = 0, max = 400) int questions,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, count, 3, dead, 1), seed);
    var asked = new AtomicInteger();
    var request = new PlanRequest(Objective.BALANCE, both(factor, count), 0.1, Limits.NONE, seed);

    var plan = Planner.plan(model, request, () -> asked.incrementAndGet() > questions);

    PlanChecks.assertThatHardLimitsHold(plan);
    assertThat(plan.after().violations().replicasOnDeadBrokers()).isZero();
    assertThat(plan.after().violations().nonPreferredLeader()).isZero();
    assertThat(plan.after().violations().rackPartitions()).isZero();
    for (int partition = 0; partition < count; partition++) {
      assertThat(plan.order(partition).length)
          .isGreaterThanOrEqualTo(model.replicationFactor(partition));
    }
    assertThatNewPartitionsHaveAsManyReplicasAsTheFirst(plan, count);
  }

  private static void assertThatNewPartitionsHaveAsManyReplicasAsTheFirst(Plan plan, int count) {
    for (int partition = count; partition < plan.model().partitionCount(); partition++) {
      int first = plan.model().topicOf(partition);
      assertThat(plan.order(partition)).hasSize(plan.order(first).length);
    }
  }

  @Property(tries = 15)
  void shouldPlanTheSameWhenAskedAgain(@ForAll long seed) {
    var shape = new Shape(9, 3, 120, 2, 1, 2);

    var one = plan(SampleClusters.draw(shape, seed), Objective.BALANCE, both(3, 90));
    var other = plan(SampleClusters.draw(shape, seed), Objective.BALANCE, both(3, 90));

    assertThat(one.moves()).isEqualTo(other.moves());
    assertThat(one.after()).isEqualTo(other.after());
  }

  @Property(tries = 60)
  void shouldCopyNoMoreThanAllowedAndSayWhatIsLeftOutWhenLimited(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int moves) {
    var model = SampleClusters.draw(new Shape(8, 3, 60, 1, 0, 0), seed);
    double megabytes = SampleClusters.total(model, Resource.DISK.column()) / 5;
    var limits = new Limits(megabytes, moves, Set.of(), Set.of(3));

    var plan = plan(model, Objective.GROW, factor(3), limits);

    PlanChecks.assertThatHardLimitsHold(plan);
    assertThat(plan.moves().replicas()).isLessThanOrEqualTo(moves);
    assertThat(plan.moves().megabytes()).isLessThanOrEqualTo(megabytes * (1 + 1e-9));
    assertThat(plan.breaches()).extracting(Breach::kind).contains(Breach.Kind.GROWTH);
    Limits enough = RelaxationPropertyTest.widened(limits, plan.breaches());
    assertThat(plan(model, Objective.GROW, factor(3), enough).breaches()).isEmpty();
  }

  @Property(tries = 40)
  void shouldNameAThresholdThatIsEnoughWhenThereIsNoRoom(@ForAll long seed) {
    var shape = new Shape(6, 3, 60, 1, 0, 0);
    double used = 0;
    double all = 0;
    var loose = new Placement(SampleClusters.draw(shape, seed));
    for (int broker = 0; broker < 6; broker++) {
      double of = loose.carried(broker, Resource.DISK.column()) / 1e6;
      used = Math.max(used, of);
      all += of;
    }
    // where one broker holds most, three times all may fit into what the others have free
    Assume.that(3 * all > 6 * used);
    Growth growth = factor(3);

    var plan = plan(draw(shape, seed, used), Objective.GROW, growth);

    PlanChecks.assertThatHardLimitsHold(plan);
    double enough = used;
    for (Breach breach : plan.breaches()) {
      Matcher named = DISK.matcher(breach.relaxation());
      enough = named.find() ? Math.max(enough, Double.parseDouble(named.group(1))) : enough;
    }
    assertThat(enough).isGreaterThan(used);
    assertThat(plan(draw(shape, seed, enough + 0.02), Objective.GROW, growth).breaches()).isEmpty();
  }

  private static ClusterModel draw(Shape shape, long seed, double disk) {
    var threshold = new Amounts(0.99, Math.min(1, disk), 0.99, 0.99);
    return SampleClusters.draw(shape, seed, new Constraints(1.1, threshold, 10_000));
  }

  @Property(tries = 40)
  void shouldSpreadAsWideAsRacksGoAndSaySoWhenThereAreFewerThanReplicas(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(6, 2, 40, 1, 0, 0), seed);

    var plan = plan(model, Objective.GROW, factor(3));

    var racks = new Racks(plan.model());
    for (int partition = 0; partition < 40; partition++) {
      assertThat(plan.order(partition)).hasSize(3);
      assertThat(racks.spread(plan.placement(), partition)).isEqualTo(2);
    }
    assertThat(plan.breaches())
        .singleElement()
        .satisfies(
            breach ->
                assertThat(breach.sentence())
                    .contains("up to 3 replicas and there are 2 racks", "needs 3 racks"));
  }

  @Property(tries = 40)
  void shouldGiveWhatBrokersThereAreWhenTheFactorIsAboveTheirNumber(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(3, 3, 20, 1, 0, 0), seed);

    var plan = plan(model, Objective.GROW, both(5, 12));

    assertThat(plan.model().partitionCount()).isEqualTo(24);
    for (int partition = 0; partition < 24; partition++) {
      assertThat(plan.order(partition)).hasSize(3);
    }
    assertThat(plan.breaches())
        .extracting(Breach::relaxation)
        .contains("2 more brokers would allow them");
  }
}
