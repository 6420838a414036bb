package io.kadvisor.core.rule;

import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.BrokerSample.Membership;
import io.kadvisor.model.sample.IntColumn;
import io.kadvisor.model.sample.TopicSample;
import java.util.BitSet;
import java.util.OptionalInt;

/** How many brokers a cluster has: those listed, and those that are away but hold replicas. */
public final class ClusterSize {
  private ClusterSize() {}

  /**
   * Absent when the sweep did not see all of the cluster.
   *
   * @param enough beyond which no more are counted: most clusters have that many listed, and no
   *     replica need be looked at
   */
  public static OptionalInt of(Sweep sweep, int enough) {
    if (!sweep.conclusive() || sweep.brokers().isEmpty()) {
      return OptionalInt.empty();
    }
    BitSet brokers = new BitSet();
    for (BrokerSample broker : sweep.brokers().values()) {
      if (broker.membership() == Membership.LISTED) {
        brokers.set(broker.broker().value());
      }
    }
    for (TopicSample topic : sweep.topics().values()) {
      if (brokers.cardinality() >= enough) {
        break;
      }
      for (IntColumn replicas : topic.replicas()) {
        set(brokers, replicas);
      }
    }
    return OptionalInt.of(brokers.cardinality());
  }

  private static void set(BitSet brokers, IntColumn replicas) {
    for (int replica = 0; replica < replicas.size(); replica++) {
      brokers.set(replicas.get(replica));
    }
  }
}
