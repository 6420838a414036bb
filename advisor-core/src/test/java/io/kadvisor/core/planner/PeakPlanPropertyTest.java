package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.planner.model.LeadershipRule;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.search.Limits;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeakPlanPropertyTest {
  private static final double CAPACITY = 1000;

  @Property(tries = 60)
  void shouldBeOverNoCapacityAtThePeakUnlessThatIsNamed(
      @ForAll @IntRange(min = 3, max = 9) int brokers,
      @ForAll @DoubleRange(min = 0.1, max = 0.7) double busy,
      @ForAll @DoubleRange(min = 1, max = 6) double bursts,
      @ForAll Objective objective,
      @ForAll long seed) {
    ClusterModel model = draw(brokers, busy, bursts, seed);

    Plan plan =
        Planner.plan(model, new PlanRequest(objective, 0.1, Limits.NONE, seed), () -> false);

    Set<String> named =
        plan.breaches().stream()
            .filter(breach -> breach.kind() == Kind.CAPACITY)
            .map(Breach::subject)
            .collect(Collectors.toSet());
    var peaks = PeakLoads.of(plan.placement());
    for (int broker = 0; broker < brokers; broker++) {
      for (Resource resource : Resource.values()) {
        double allowed =
            model.brokers().get(broker).capacity().of(resource)
                * model.constraints().capacityThreshold().of(resource);
        if (peaks.carried(broker, resource) > allowed * (1 + 1e-9)) {
          assertThat(named).contains("broker " + broker);
        }
      }
    }
  }

  @Test
  void shouldPartBurstsWhenTheyDoNotFitOnOneBroker() {
    ClusterModel model = draw(6, 0.35, 10, 1);
    assertThat(Plan.overloadsOf(model)).isNotEmpty();

    Plan plan =
        Planner.plan(model, new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1), () -> false);

    assertThat(plan.breaches().stream().filter(breach -> breach.kind().isOverload())).isEmpty();
  }

  @Test
  void shouldSayThatItIsThePeakWhenThatDoesNotFit() {
    ClusterModel model = draw(6, 0.6, 5, 1);

    Plan plan =
        Planner.plan(model, new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1), () -> false);

    assertThat(plan.breaches())
        .extracting(Breach::sentence)
        .anyMatch(sentence -> sentence.contains("at its peak uses"));
  }

  /** Factor 2; every fifth partition is on the first brokers and peaks at up to so many times. */
  private static ClusterModel draw(int brokers, double busy, double bursts, long seed) {
    var chance = new SplittableRandom(seed);
    var builder = new ClusterModelBuilder().named("bursts-" + seed).topic("bursts");
    for (int id = 0; id < brokers; id++) {
      var capacity = new Amounts(100, 1e6, CAPACITY, 2 * CAPACITY);
      builder.broker(new Broker(id, "r" + id % 3, BrokerState.ALIVE, capacity));
    }
    int partitions = 20 * brokers;
    for (int partition = 0; partition < partitions; partition++) {
      boolean isBurst = partition % 5 == 0;
      int leader = isBurst ? chance.nextInt(2) : chance.nextInt(brokers);
      int follower = (leader + 1 + chance.nextInt(brokers - 1)) % brokers;
      double in = busy * CAPACITY / 2 * brokers / partitions * (0.5 + chance.nextDouble());
      double cpu = LeadershipRule.leading(in, in) / 20;
      double[] load = {cpu, 10 * in, in, in, LeadershipRule.following(in) / 20, 10 * in, in, 0};
      builder.partition(0, partition, leader, new int[] {leader, follower}, load);
      if (isBurst) {
        double times = 1 + (bursts - 1) * chance.nextDouble();
        builder.peak(partition, cpu * times, in * times, in * times);
      }
    }
    try {
      return builder.build();
    } catch (InvalidModelException invalid) {
      throw new AssertionError(invalid);
    }
  }
}
