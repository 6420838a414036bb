package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.Breach.Kind;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.search.Limits;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeakPlanPropertyTest {
  @Property(tries = 60)
  void shouldBeOverNoCapacityAtThePeakUnlessThatIsNamed(
      @ForAll @IntRange(min = 3, max = 9) int brokers,
      @ForAll @DoubleRange(min = 0.1, max = 0.7) double busy,
      @ForAll @DoubleRange(min = 1, max = 6) double bursts,
      @ForAll Objective objective,
      @ForAll long seed) {
    ClusterModel model = Bursts.draw(brokers, busy, bursts, seed);

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
    ClusterModel model = Bursts.draw(6, 0.35, 10, 1);
    assertThat(Plan.overloadsOf(model)).isNotEmpty();

    Plan plan =
        Planner.plan(model, new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1), () -> false);

    assertThat(plan.breaches().stream().filter(breach -> breach.kind().isOverload())).isEmpty();
  }

  @Test
  void shouldSayThatItIsThePeakWhenThatDoesNotFit() {
    ClusterModel model = Bursts.draw(6, 0.6, 5, 1);

    Plan plan =
        Planner.plan(model, new PlanRequest(Objective.BALANCE, 0.1, Limits.NONE, 1), () -> false);

    assertThat(plan.breaches())
        .extracting(Breach::sentence)
        .anyMatch(sentence -> sentence.contains("at its peak uses"));
  }
}
