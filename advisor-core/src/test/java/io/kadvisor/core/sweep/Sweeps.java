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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return new Sweep(
        cluster.mark(),
        false,
        Optional.of(cluster.cluster()),
        by(cluster.brokers().stream(), BrokerSample::broker),
        by(cluster.topics().stream(), TopicSample::topic),
        by(cluster.groups().stream(), GroupSample::group));
  }

  private static <K, V> TreeMap<K, V> by(Stream<V> samples, Function<V, K> key) {
    return samples.collect(
        Collectors.toMap(key, Function.identity(), (one, other) -> other, TreeMap::new));
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
