package io.kadvisor.localcluster.scenario;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Three brokers of which some take part, with one topic and one group. */
record FixedView(
    Set<Integer> unfenced, List<Partition> orders, OptionalLong lag, OptionalInt members)
    implements ClusterView {

  static FixedView well() {
    return new FixedView(
        Set.of(1, 2, 3),
        List.of(new Partition(0, java.util.Optional.of(1), List.of(1, 2, 3), Set.of(1, 2, 3))),
        OptionalLong.of(10),
        OptionalInt.of(2));
  }

  FixedView with(Partition... partitions) {
    return new FixedView(unfenced, List.of(partitions), lag, members);
  }

  FixedView taking(Integer... brokers) {
    return new FixedView(Set.of(brokers), orders, lag, members);
  }

  FixedView withoutGroup() {
    return new FixedView(unfenced, orders, OptionalLong.empty(), OptionalInt.empty());
  }

  @Override
  public boolean accepts(int broker) {
    return unfenced.contains(broker);
  }

  @Override
  public Set<Integer> known() {
    return Set.of(1, 2, 3);
  }

  @Override
  public Map<String, List<Partition>> topics() {
    return Map.of("orders", orders);
  }

  @Override
  public OptionalLong lag(String group, String topic) {
    return lag;
  }

  @Override
  public OptionalInt members(String group) {
    return members;
  }
}
