package io.kadvisor.cli.plan.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BeforehandTest {
  private static final List<Broker> BROKERS =
      List.of(
          broker(1, BrokerState.ALIVE), broker(2, BrokerState.NEW), broker(3, BrokerState.DEAD));

  private static Broker broker(int id, BrokerState state) {
    return new Broker(id, "az" + id, state, new Amounts(100, 1000, 100, 100));
  }

  @Test
  void shouldBeginUpToSeventyPercentAndNotAbove() {
    assertThat(new Beforehand(Map.of(1, 70.0, 2, 3.0), BROKERS).refusal()).isEmpty();
    assertThat(new Beforehand(Map.of(1, 83.2, 2, 3.0), BROKERS).refusal())
        .contains(
            "Not begun: brokers may use 70 % of their CPU while replicas move, and this is in use:"
                + " broker 1 83 %. Nothing has been changed; choose a quiet hour.");
  }

  @Test
  void shouldSayWhatItLookedAtAndWhatNot() {
    assertThat(new Beforehand(Map.of(1, 41.0, 2, 3.0), BROKERS).sentence())
        .isEqualTo(
            "Looked at before each wave: brokers, replicas in sync, reassignments, CPU (at most 41 %"
                + " is in use now). Not looked at, and yours: CPU while a wave runs, maintenance,"
                + " other tools.");
    assertThat(new Beforehand(Map.of(1, 41.0), BROKERS).sentence())
        .contains(
            "CPU of broker 2 (not known; it is read over JMX), CPU while a wave runs, maintenance");
  }

  @Test
  void shouldBeginWhereCpuIsNotKnownAndSaySo() {
    var before = new Beforehand(Map.of(), BROKERS);

    assertThat(before.refusal()).isEmpty();
    assertThat(before.sentence())
        .isEqualTo(
            "Looked at before each wave: brokers, replicas in sync, reassignments. Not looked at, and"
                + " yours: CPU (not known; it is read over JMX), maintenance, other tools.");
  }
}
