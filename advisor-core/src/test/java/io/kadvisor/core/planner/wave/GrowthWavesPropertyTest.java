package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.SampleClusters;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.Growth;
import io.kadvisor.core.planner.search.Limits;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a plan adds, carried out: new replicas as copies, new partitions not by reassignment. */
class GrowthWavesPropertyTest {
  @Property(tries = 80)
  void shouldCopyRaisedFactorsAndLeaveOutNewPartitions(
      @ForAll boolean balanced, @ForAll boolean morePartitions, @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(7, 3, 60, 2, 1, 1), seed);
    Map<Integer, Integer> counts = morePartitions ? Map.of(0, 45) : Map.of();
    var growth = new Growth(new TreeMap<>(Map.of(0, 3, 1, 3)), new TreeMap<>(counts));
    Objective objective = balanced ? Objective.BALANCE : Objective.GROW;
    var request = new PlanRequest(objective, growth, 0.1, Limits.NONE, 1);
    var plan = Planner.plan(model, request, () -> false);
    var limits = new WaveLimits(5, Platform.KAFKA, 1, 2);

    var waves = Waves.of(plan, limits);

    var replay = new Replay(model, limits, Steps.of(plan));
    var chance = new SplittableRandom(seed);
    waves.waves().forEach(wave -> replay.run(wave, chance));
    assertThat(waves.blocked()).isEmpty();
    assertThat(waves.copies()).isEqualTo(plan.moves().replicas());
    double megabytes = plan.moves().megabytes();
    assertThat(waves.megabytes()).isCloseTo(megabytes, within(1e-6 * (1 + megabytes)));
    assertThatTheEndIsThePlan(plan, replay);
    replay.rollBack(waves.waves());
  }

  private static void assertThatTheEndIsThePlan(Plan plan, Replay replay) {
    for (int partition = 0; partition < plan.model().partitionCount(); partition++) {
      boolean carriedOut = plan.changes(partition) && !plan.model().isAddedPartition(partition);
      assertThat(replay.now().containsKey(partition)).isEqualTo(carriedOut);
      if (carriedOut) {
        int[] order = plan.order(partition);
        assertThat(replay.now().get(partition).brokers().toArray())
            .isEqualTo(Arrays.stream(order).map(plan.placement()::brokerOf).toArray());
      }
    }
  }
}
