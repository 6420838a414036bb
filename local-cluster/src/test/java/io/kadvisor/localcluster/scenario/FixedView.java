package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.config.ConfigResource;

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

  @Override
  public long records(String topic) {
    return topic.equals("orders") ? 30 : 0;
  }

  @Override
  public Map<Integer, Long> arrived(String topic, Duration within) {
    return topic.equals("orders") ? Map.of(0, 8L, 1, 1L, 2, 1L) : Map.of(0, 0L);
  }

  @Override
  public Set<Integer> moving(String topic) {
    return topic.equals("orders") ? Set.of(0) : Set.of();
  }

  @Override
  public long bytes(String topic, int broker) {
    return 1_000;
  }

  @Override
  public Map<String, String> settings(ConfigResource resource) {
    return Map.of("leader.replication.throttled.rate", "1");
  }

  @Override
  public OptionalDouble fullness(int broker) {
    return broker == 1 ? OptionalDouble.of(0.8) : OptionalDouble.empty();
  }

  @Override
  public double cores(int broker) {
    return 0.3;
  }
}
