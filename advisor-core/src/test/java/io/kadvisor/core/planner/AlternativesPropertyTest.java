package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Alternative.Kind;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.search.Limits;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Plans to choose from are each the best at something, and can be had. */
class AlternativesPropertyTest {
  private static Plan plan(ClusterModel model, double weight) {
    var request = new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1).weighing(weight);
    return Planner.plan(model, request, () -> false);
  }

  @Property(tries = 8)
  void shouldShowNoneThatAnotherDominates(
      @ForAll @IntRange(min = 5, max = 10) int brokers,
      @ForAll @IntRange(min = 2, max = 4) int racks,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll @IntRange(min = 0, max = 2) int added,
      @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(brokers, racks, 60, 2, dead, added), seed);
    Plan plan = plan(model, 1);

    List<Alternative> all = Alternatives.of(plan, () -> false);

    assertThat(all).isNotEmpty().isSortedAccordingTo(byData());
    for (Alternative one : all) {
      PlanChecks.assertThatHardLimitsHold(one.plan());
      assertThat(all).noneMatch(other -> other.dominates(one));
      assertThat(all).filteredOn(other -> other.isAsGoodAs(one)).containsExactly(one);
    }
    var asked = Alternative.of(1, plan);
    assertThat(all).anyMatch(each -> each.plan() == plan || each.isAsGoodAs(asked));
    assertThat(all.get(0).kind()).isIn(Kind.LEAST_DATA, Kind.BEST_IN_BOTH);
    assertThat(all)
        .filteredOn(each -> each.kind() == Kind.BEST_BALANCE || each.kind() == Kind.BEST_IN_BOTH)
        .singleElement()
        .satisfies(best -> assertThat(all).allMatch(each -> best.outside() <= each.outside()));
  }

  private static Comparator<Alternative> byData() {
    return Comparator.comparingDouble(Alternative::megabytes);
  }

  @Property(tries = 3)
  void shouldBeThePlanThatItsWeightGives(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, 3, 90, 2, 0, 2), seed);

    for (Alternative each : Alternatives.of(plan(model, 0.5), () -> false)) {
      Plan again = plan(model, each.weight());
      assertThat(again.moves()).isEqualTo(each.plan().moves());
      assertThat(again.after()).isEqualTo(each.plan().after());
    }
  }

  @Property(tries = 5)
  void shouldShowThePlanAloneWhenThereIsNoTime(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, 3, 60, 2, 0, 2), seed);
    Plan plan = plan(model, 1);

    assertThat(Alternatives.of(plan, () -> true))
        .singleElement()
        .satisfies(only -> assertThat(only.plan()).isSameAs(plan));
  }

  @Property(tries = 10)
  void shouldCopyHardlyMoreThanMustBeWhenBalanceWeighsLittle(@ForAll long seed) {
    var model = SampleClusters.draw(new Shape(8, 3, 90, 2, 1, 1), seed);
    var racks = new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1);

    double little = plan(model, 1e-6).moves().megabytes();

    assertThat(little).isLessThanOrEqualTo(plan(model, 1).moves().megabytes() * 1.05);
    assertThat(plan(model, 1e-6).after().violations())
        .isEqualTo(Planner.plan(model, racks, () -> false).after().violations());
  }
}
