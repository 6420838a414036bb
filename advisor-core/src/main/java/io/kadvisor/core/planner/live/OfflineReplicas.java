package io.kadvisor.core.planner.live;

import io.kadvisor.core.plan.PartitionTraffic;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which replicas are on volumes out of service. No call tells it: a broker lists no replicas of
 * such a directory. So it is one that is out of the ISR and in none of the directories of a broker
 * that has a broken one.
 */
final class OfflineReplicas {
  private final Set<Integer> broken;
  private final Set<Integer> there;

  OfflineReplicas(Sweep sweep) {
    Set<BrokerSample> listed =
        sweep.brokers().values().stream()
            .filter(broker -> broker.membership() == Membership.LISTED)
            .collect(Collectors.toSet());
    there = ids(listed);
    broken = ids(listed.stream().filter(OfflineReplicas::hasBroken).collect(Collectors.toSet()));
  }

  private static Set<Integer> ids(Set<BrokerSample> brokers) {
    return brokers.stream()
        .map(BrokerSample::broker)
        .map(BrokerId::value)
        .collect(Collectors.toSet());
  }

  private static boolean hasBroken(BrokerSample broker) {
    return broker.logDirs().stream().flatMap(List::stream).anyMatch(dir -> dir.error().isPresent());
  }

  /** Those of a partition, by their brokers. */
  int[] of(TopicSample topic, int partition) {
    IntColumn replicas = topic.replicas().get(partition);
    return broken.isEmpty()
        ? new int[0]
        : replicas.stream()
            .filter(broken::contains)
            .filter(broker -> isOut(topic, partition, broker))
            .filter(broker -> PartitionTraffic.bytesOn(topic, partition, broker).isEmpty())
            .toArray();
  }

  private static boolean isOut(TopicSample topic, int partition, int broker) {
    return topic.isr().get(partition).stream().noneMatch(id -> id == broker);
  }

  /** True when a replica is out of the ISR that could catch up where it is. */
  boolean isBehind(TopicSample topic, int partition) {
    int[] offline = of(topic, partition);
    return topic.replicas().get(partition).stream()
        .filter(broker -> isOut(topic, partition, broker))
        .filter(there::contains)
        .anyMatch(broker -> Arrays.stream(offline).noneMatch(id -> id == broker));
  }
}
