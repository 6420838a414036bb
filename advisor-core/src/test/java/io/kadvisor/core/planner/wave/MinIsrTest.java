package io.kadvisor.core.planner.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.ClusterModelBuilder;
import io.kadvisor.core.planner.model.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Three topics that ask for 1, 2 and nobody knows what; each is to have one replica fewer. */
class MinIsrTest {
  private static final double[] NONE = new double[8];

  private final ClusterModel model = model();

  private static ClusterModel model() {
    var builder = new ClusterModelBuilder();
    for (int id = 1; id <= 2; id++) {
      var capacity = new Amounts(100, 1000, 1000, 1000);
      builder.broker(new Broker(id, "r" + id, BrokerState.ALIVE, capacity));
    }
    builder.topic("one").topic("two").topic("unknown");
    builder.minInsyncReplicas(0, 1).minInsyncReplicas(1, 2);
    for (int topic = 0; topic < 3; topic++) {
      builder.partition(topic, 0, 1, new int[] {1, 2}, NONE);
    }
    try {
      return builder.build();
    } catch (InvalidModelException faults) {
      throw new AssertionError(faults);
    }
  }

  private List<Integer> leftOut(OptionalInt minIsr) {
    List<Step> steps = new ArrayList<>();
    for (int partition = 0; partition < 3; partition++) {
      var alone = new Replicas(model, 0, new int[] {0}, new int[] {model.firstReplica(partition)});
      Replicas before = SampleSteps.present(model, partition);
      steps.add(new Step(partition, Urgency.BALANCE, before, alone, 0));
    }
    var limits = new WaveLimits(10, Platform.KAFKA, 1, minIsr);
    return Waves.of(model, steps, limits).underMinIsr().stream().map(Step::partition).toList();
  }

  @Test
  void shouldLeaveAsManyInSyncAsEachTopicAsksFor() {
    assertThat(leftOut(OptionalInt.empty())).containsExactly(1, 2);
  }

  @Test
  void shouldLeaveAsManyInSyncAsTheOperatorSays() {
    assertThat(leftOut(OptionalInt.of(1))).isEmpty();
    assertThat(leftOut(OptionalInt.of(2))).containsExactly(0, 1, 2);
  }
}
