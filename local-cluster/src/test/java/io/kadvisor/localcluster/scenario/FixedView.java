package io.kadvisor.localcluster.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Three brokers of which some take part, with one topic, one group and three controllers of which
 * 101 is active and 103 slow.
 */
record FixedView(
    Set<Integer> unfenced,
    List<Partition> orders,
    OptionalLong lag,
    OptionalInt members,
    Duration lastFetchOf103)
    implements ClusterView {

  static FixedView well() {
    return new FixedView(
        Set.of(1, 2, 3),
        List.of(new Partition(0, Optional.of(1), List.of(1, 2, 3), Set.of(1, 2, 3))),
        OptionalLong.of(10),
        OptionalInt.of(2),
        Duration.ofMillis(300));
  }

  FixedView with(Partition... partitions) {
    return new FixedView(unfenced, List.of(partitions), lag, members, lastFetchOf103);
  }

  FixedView taking(Integer... brokers) {
    return new FixedView(Set.of(brokers), orders, lag, members, lastFetchOf103);
  }

  FixedView withoutGroup() {
    return new FixedView(
        unfenced, orders, OptionalLong.empty(), OptionalInt.empty(), lastFetchOf103);
  }

  FixedView withSlowVoter() {
    return new FixedView(unfenced, orders, lag, members, Duration.ofSeconds(6));
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

  @Override
  public Quorum quorum() {
    return new Quorum(
        OptionalInt.of(101),
        Map.of(
            101,
            Optional.of(Duration.ZERO),
            102,
            Optional.of(Duration.ofMillis(400)),
            103,
            Optional.of(lastFetchOf103)));
  }

  /** As if the handlers never waited. */
  @Override
  public Duration handlersIdle(int broker) {
    return Duration.ZERO;
  }

  /** Where a partition has a replica less than it should. */
  @Override
  public boolean refusesWrites(String topic) {
    return orders.stream().anyMatch(partition -> !partition.isFull());
  }
}
