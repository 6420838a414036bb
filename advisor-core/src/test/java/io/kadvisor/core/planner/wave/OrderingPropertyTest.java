package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters;
import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Nearly full disks, against every order that there is. */
class OrderingPropertyTest {
  private static final int BROKERS = 5;
  private static final double CAPACITY = 1e6;

  @Property(tries = 400)
  void shouldFindAnOrderWheneverThereIsOne(
      @ForAll @IntRange(min = 1, max = 60) int room, @ForAll long seed) {
    var model = SampleClusters.draw(new Shape(BROKERS, BROKERS, 12, 2, 0, 0), seed);
    double all = SampleClusters.total(model, Resource.DISK.column());
    double part = all / CAPACITY / BROKERS * (1 + room / 100.0);
    var limits = new WaveLimits(10, Platform.KAFKA, part, 1);
    List<Step> steps = exchanges(model, limits, new SplittableRandom(seed));

    Waves waves = Waves.of(model, steps, limits);

    if (hasOrder(steps, new CarriedLoads(model, limits, steps))) {
      assertThat(waves.blocked()).isEmpty();
    } else {
      assertThat(waves.shortages()).isNotEmpty();
      assertThat(waves.sufficientDisk().orElseThrow()).isGreaterThan(part);
    }
    var replay = new Replay(model, limits, steps);
    waves.waves().forEach(wave -> replay.run(wave, new SplittableRandom(seed)));
  }

  /** Replicas go anywhere as long as all are within the limits in the end. */
  private static List<Step> exchanges(
      ClusterModel model, WaveLimits limits, SplittableRandom chance) {
    var end = new CarriedLoads(model, limits, List.of());
    List<Step> steps = new ArrayList<>();
    for (int partition = 0; partition < model.partitionCount() && steps.size() < 10; partition++) {
      Replicas before = SampleSteps.present(model, partition);
      Replicas after = before;
      int broker = chance.nextInt(BROKERS);
      int leaving = chance.nextInt(before.count());
      if (!before.has(broker)) {
        after = SampleSteps.with(model, before, leaving, broker);
      }
      var step = new Step(partition, Urgency.BALANCE, before, after, 0);
      if (step.copies() > 0 && end.lack(step) == 0) {
        end.apply(step);
        steps.add(step);
      }
    }
    return steps;
  }

  private static boolean hasOrder(List<Step> left, CarriedLoads loads) {
    if (left.isEmpty()) {
      return true;
    }
    for (Step step : left) {
      if (loads.lack(step) == 0) {
        List<Step> others = left.stream().filter(each -> each != step).toList();
        loads.apply(step);
        boolean found = hasOrder(others, loads);
        loads.apply(step.inverse());
        if (found) {
          return true;
        }
      }
    }
    return false;
  }
}
