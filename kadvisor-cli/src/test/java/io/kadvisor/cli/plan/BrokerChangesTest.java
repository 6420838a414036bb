package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.model.Amounts;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.model.BrokerState;
import io.kadvisor.core.planner.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrokerChangesTest {
  private static final List<Broker> BROKERS =
      List.of(broker(1, "az1", 2e6), broker(2, "az2", 1.5e6), broker(3, "az3", 2e6));

  private static Broker broker(int id, String rack, double disk) {
    return new Broker(id, rack, BrokerState.ALIVE, new Amounts(100, disk, 1e5, 2e5));
  }

  private static SortedMap<Integer, String> racks(Map<Integer, String> racks) {
    return new TreeMap<>(racks);
  }

  private static BrokerChanges changes(
      Map<Integer, String> added, Set<Integer> removed, Set<String> lost) {
    return new BrokerChanges(racks(added), removed, lost, new TreeMap<>());
  }

  @Test
  void shouldEmptyWhatIsRemovedOrLostAndAddTheRestAtTheEnd() {
    var changed = changes(Map.of(9, "az1"), Set.of(1), Set.of("az2")).applyTo(BROKERS);

    assertThat(changed).extracting(Broker::id).containsExactly(1, 2, 3, 9);
    assertThat(changed)
        .extracting(Broker::state)
        .containsExactly(BrokerState.DEAD, BrokerState.DEAD, BrokerState.ALIVE, BrokerState.NEW);
  }

  @Test
  void shouldGiveAnAddedBrokerTheCapacityOfItsRackWhenRacksDiffer() {
    var changed = changes(Map.of(4, "az2", 5, "az1", 6, "az9"), Set.of(), Set.of());

    assertThat(changed.applyTo(BROKERS))
        .extracting(broker -> broker.capacity().disk())
        .containsExactly(2e6, 1.5e6, 2e6, 1.5e6, 2e6, 2e6);
  }

  @Test
  void shouldGiveABrokerTheSizeThatIsNamedAndLeaveTheRest() {
    var size = BrokerSize.read("disk=4000000,nwIn=7").orElseThrow();
    var sizes = new TreeMap<>(Map.of(2, size, 4, size));
    var changes = new BrokerChanges(racks(Map.of(4, "az1")), Set.of(), Set.of(), sizes);

    var changed = changes.applyTo(BROKERS);

    assertThat(changed.get(1).capacity()).isEqualTo(new Amounts(100, 4e6, 7, 2e5));
    assertThat(changed.get(3).capacity()).isEqualTo(new Amounts(100, 4e6, 7, 2e5));
    assertThat(changed.get(0)).isEqualTo(BROKERS.get(0));
    assertThat(size.amounts()).containsOnlyKeys(Resource.DISK, Resource.NW_IN);
    assertThat(BrokerSize.read("disk=4,memory=1")).isEmpty();
    assertThat(BrokerSize.read("disk=-4")).isEmpty();
  }
}
