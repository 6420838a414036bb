package io.kadvisor.core.rule;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.TopicSample;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** How many brokers a cluster has: those listed, and those that are away but hold replicas. */
public final class ClusterSize {
  private ClusterSize() {}

  /** Absent when the sweep did not see all of the cluster. */
  public static OptionalInt of(Sweep sweep) {
    if (!sweep.conclusive() || sweep.brokers().isEmpty()) {
      return OptionalInt.empty();
    }
    Set<Integer> brokers = new TreeSet<>();
    for (BrokerSample broker : sweep.brokers().values()) {
      if (broker.membership() == Membership.LISTED) {
        brokers.add(broker.broker().value());
      }
    }
    for (TopicSample topic : sweep.topics().values()) {
      topic.replicas().forEach(replicas -> replicas.stream().forEach(brokers::add));
    }
    return OptionalInt.of(brokers.size());
  }
}
