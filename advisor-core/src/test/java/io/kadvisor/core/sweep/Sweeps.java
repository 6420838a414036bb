package io.kadvisor.core.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.TopicSample;
import io.kadvisor.testkit.sample.SampledCluster;
import java.util.Optional;
import java.util.TreeMap;

/** Sweeps of a sampled cluster. */
public final class Sweeps {
  private Sweeps() {}

  /** All that there is to see now; nothing but the mark when the cluster cannot be reached. */
  public static Sweep of(SampledCluster cluster) {
    return cluster.mark().unreachable().isPresent() ? empty(cluster, false) : whole(cluster);
  }

  /** A sweep whose records were lost on the way, all but the mark. */
  public static Sweep lost(SampledCluster cluster) {
    return empty(cluster, true);
  }

  private static Sweep whole(SampledCluster cluster) {
    return Sweep.whole(
        cluster.mark(), cluster.cluster(), cluster.brokers(), cluster.topics(), cluster.groups());
  }

  private static Sweep empty(SampledCluster cluster, boolean partial) {
    return new Sweep(
        cluster.mark(),
        partial,
        Optional.empty(),
        new TreeMap<BrokerId, BrokerSample>(),
        new TreeMap<TopicName, TopicSample>(),
        new TreeMap<GroupId, GroupSample>());
  }
}
