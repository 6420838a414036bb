package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.search.Limits;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked of a cluster whose limits bind, what held before holds after. */
class HardLimitsPropertyTest {
  @Property(tries = 250)
  void shouldKeepEachLimitThatHeldWhateverIsAsked(@ForAll Objective objective, @ForAll long seed) {
    var model = TightClusters.draw(seed);
    var chance = new SplittableRandom(seed + 1);
    Limits limits = limits(model, chance);
    Growth growth = growth(model, objective, limits, chance);

    var plan = Planner.plan(model, new PlanRequest(objective, growth, 0.1, limits, 1), () -> false);

    new LimitChecks(plan, limits).assertThatAllHold();
  }

  /** One that had got the leadership elsewhere, and went home with it. */
  @Example
  void shouldBringNoLeaderHomeToABrokerThatTakesNothingNew() {
    shouldKeepEachLimitThatHeldWhateverIsAsked(Objective.BALANCE, 181_316);
  }

  private static Limits limits(ClusterModel model, SplittableRandom chance) {
    boolean isLimited = chance.nextInt(3) == 0;
    double all = SampleClusters.total(model, Resource.DISK.column());
    return new Limits(
        isLimited ? all * chance.nextDouble(0.3) : Double.MAX_VALUE,
        isLimited ? chance.nextInt(20) : Integer.MAX_VALUE,
        chance.nextInt(4) == 0 ? Set.of(0) : Set.of(),
        chance.nextInt(4) == 0 ? Set.of(2) : Set.of());
  }

  private static Growth growth(
      ClusterModel model, Objective objective, Limits limits, SplittableRandom chance) {
    boolean grows = objective == Objective.GROW || chance.nextInt(3) == 0;
    if (objective.copiesNothing() || !grows) {
      return Growth.NONE;
    }
    int topic = 1;
    var factors = new TreeMap<Integer, Integer>();
    var counts = new TreeMap<Integer, Integer>();
    if (chance.nextBoolean()) {
      factors.put(topic, 2 + chance.nextInt(2));
    }
    if (factors.isEmpty() || chance.nextBoolean()) {
      counts.put(topic, model.partitionCount() / 2 + chance.nextInt(12));
    }
    assertThat(limits.fixedTopics()).doesNotContain(topic);
    return new Growth(factors, counts);
  }
}
