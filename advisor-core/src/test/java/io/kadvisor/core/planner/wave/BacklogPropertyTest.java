package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BacklogPropertyTest {
  private static final WaveLimits LIMITS = new WaveLimits(3, Platform.KAFKA, 0.9, 2);

  @Property(tries = 60)
  void shouldFillWavesAsALookAtEachStepWould(@ForAll long seed, @ForAll boolean inOrder) {
    var model = SampleClusters.draw(new Shape(8, 3, 90, 3, 0, 2), seed);
    List<Step> left =
        new ArrayList<>(
            SampleSteps.draw(model, new SplittableRandom(seed)).stream()
                .filter(step -> step.copies() > 0 && step.copies() <= LIMITS.copiesPerBroker())
                .toList());
    var backlog = new Backlog(left, model.brokerCount(), inOrder);
    for (int wave = 0; wave < 12; wave++) {
      var expected = draft(model);
      lookAtEach(left, expected, inOrder);
      var draft = draft(model);
      backlog.fill(draft);

      assertThat(draft.steps()).isEqualTo(expected.steps());
      assertThat(backlog.remaining()).isEqualTo(left);
      if (wave % 3 == 1 && !draft.isEmpty()) {
        left.add(0, draft.steps().get(0));
        backlog.addFirst(draft.steps().get(0));
      }
    }
  }

  private static void lookAtEach(List<Step> left, Draft draft, boolean inOrder) {
    for (Step step : List.copyOf(left)) {
      if (draft.take(step)) {
        left.remove(step);
      } else if (inOrder) {
        return;
      }
    }
  }

  private static Draft draft(ClusterModel model) {
    return new Draft(
        LIMITS,
        new CarriedLoads(model, LIMITS, List.of()),
        new Traffic(model),
        model.brokerCount());
  }
}
