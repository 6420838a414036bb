package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every placement of a small cluster, against the floor that is said to be below all of them. */
class FloorPropertyTest {
  private static final double TOLERANCE = 0.1;

  @Property(tries = 300)
  void shouldBeBelowEveryPlacementWhenThereAreFew(
      @ForAll @IntRange(min = 3, max = 6) int brokers,
      @ForAll @IntRange(min = 1, max = 3) int racks,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll long seed) {
    int few = placements(brokers, Math.min(partitions, 12), factor);
    var model = SampleClusters.draw(new Shape(brokers, racks, few, factor, dead, 0), seed);

    for (Measure measure : List.of(Measure.DISK, Measure.REPLICAS)) {
      expectBelowAll(model, measure);
    }
  }

  @Property(tries = 40)
  void shouldBeBelowEveryPlacementWhenPartitionsAreLarge(
      @ForAll @IntRange(min = 3, max = 6) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll long seed) {
    int few = placements(brokers, partitions, factor);
    var model = LargePartitions.draw(brokers, racks, few, factor, seed);

    for (Measure measure : List.of(Measure.DISK, Measure.NW_IN, Measure.REPLICAS)) {
      expectBelowAll(model, measure);
    }
  }

  @Property(tries = 40)
  void shouldBeBelowEveryChoiceOfLeadersWhenPartitionsAreLarge(
      @ForAll @IntRange(min = 3, max = 6) int brokers,
      @ForAll @IntRange(min = 1, max = 4) int racks,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll long seed) {
    int few = placements(brokers * factor, partitions, factor);
    var model = LargePartitions.draw(brokers, racks, few, factor, seed);

    for (Measure measure : List.of(Measure.CPU, Measure.NW_OUT, Measure.LEADER_NW_IN)) {
      expectBelowAll(model, measure);
    }
  }

  @Property(tries = 60)
  void shouldBeBelowEveryDivisionWhenADozenPartitionsHaveOneReplica(
      @ForAll @IntRange(min = 3, max = 6) int brokers,
      @ForAll @IntRange(min = 7, max = 12) int partitions,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll boolean large,
      @ForAll long seed) {
    var model =
        large
            ? LargePartitions.draw(brokers, 3, partitions, 1, seed)
            : SampleClusters.draw(new Shape(brokers, 3, partitions, 1, dead, 0), seed);

    for (Measure measure : Measure.withBand()) {
      var aims = new Aims(new Placement(model), TOLERANCE);
      expectBelow(model, measure, EveryDivision.of(new Figure(model, aims, TOLERANCE, measure)));
    }
  }

  @Property(tries = 40)
  void shouldFindTheSameBestWhenDivisionsAreLookedAtOneByOne(
      @ForAll @IntRange(min = 3, max = 6) int brokers, @ForAll boolean large, @ForAll long seed) {
    var model =
        large
            ? LargePartitions.draw(brokers, 3, 5, 1, seed)
            : SampleClusters.draw(new Shape(brokers, 3, 5, 1, 1, 0), seed);
    var aims = new Aims(new Placement(model), TOLERANCE);

    for (Measure measure : Measure.withBand()) {
      var divided = EveryDivision.of(new Figure(model, aims, TOLERANCE, measure));
      var placed = EveryPlacement.of(new Figure(model, aims, TOLERANCE, measure));

      assertThat(divided.fewestOutside()).isEqualTo(placed.fewestOutside());
      assertThat(divided.leastMoved()).isCloseTo(placed.leastMoved(), within(1e-6));
      assertThat(divided.leastAsShared()).isCloseTo(placed.leastAsShared(), within(1e-6));
    }
  }

  @Property(tries = 20)
  void shouldCountThoseWhoCannotLeadEnoughWhenThereAreFewerPartitionsThanBrokers(
      @ForAll long seed) {
    var model = LargePartitions.draw(6, 3, 2, 1, seed);
    var start = new Placement(model);
    var aims = new Aims(start, TOLERANCE);

    for (Measure measure : List.of(Measure.NW_IN, Measure.LEADER_NW_IN)) {
      assertThat(Floor.of(start, aims, measure).outside()).isPositive();
    }
  }

  private static void expectBelowAll(ClusterModel model, Measure measure) {
    var aims = new Aims(new Placement(model), TOLERANCE);
    expectBelow(model, measure, EveryPlacement.of(new Figure(model, aims, TOLERANCE, measure)));
  }

  private static void expectBelow(ClusterModel model, Measure measure, BestPlacement best) {
    var start = new Placement(model);
    var floor = Floor.of(start, new Aims(start, TOLERANCE), measure);

    assertThat((double) floor.outside()).isLessThanOrEqualTo(best.fewestOutside());
    if (best.fewestOutside() == floor.outside()) {
      assertThat(floor.moved()).isLessThanOrEqualTo(best.leastMoved() * (1 + 1e-9) + 1e-6);
    }
    assertThat(floor.movedAsShared()).isLessThanOrEqualTo(best.leastAsShared() * (1 + 1e-9) + 1e-6);
  }

  /** So many partitions that all placements can be looked at in a moment. */
  private static int placements(int brokers, int partitions, int factor) {
    double each = factor == 1 ? brokers : factor == 2 ? brokers * brokers / 2.0 : brokers * 4.0;
    int most = (int) Math.floor(Math.log(2e5) / Math.log(each));
    return Math.max(1, Math.min(partitions, most));
  }
}
