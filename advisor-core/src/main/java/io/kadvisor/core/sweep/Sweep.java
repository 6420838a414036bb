package io.kadvisor.core.sweep;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.TopicName;
import io.kadvisor.model.sample.BrokerSample;
import io.kadvisor.model.sample.ClusterSample;
import io.kadvisor.model.sample.GroupSample;
import io.kadvisor.model.sample.SweepId;
import io.kadvisor.model.sample.SweepMark;
import io.kadvisor.model.sample.TopicSample;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that one sweep saw of a cluster.
 *
 * @param partial true when the mark counts more than arrived: nothing may recover on what is not
 *     there
 */
public record Sweep(
    SweepMark mark,
    boolean partial,
    Optional<ClusterSample> cluster,
    SortedMap<BrokerId, BrokerSample> brokers,
    SortedMap<TopicName, TopicSample> topics,
    SortedMap<GroupId, GroupSample> groups) {
  public Sweep {
    Objects.requireNonNull(mark, "mark");
    Objects.requireNonNull(cluster, "cluster");
    brokers = Collections.unmodifiableSortedMap(new TreeMap<>(brokers));
    topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** A sweep of which all has come; of several samples of one thing the last counts. */
  public static Sweep whole(
      SweepMark mark,
      ClusterSample cluster,
      Collection<BrokerSample> brokers,
      Collection<TopicSample> topics,
      Collection<GroupSample> groups) {
    return new Sweep(
        mark,
        false,
        Optional.of(cluster),
        by(brokers, BrokerSample::broker),
        by(topics, TopicSample::topic),
        by(groups, GroupSample::group));
  }

  private static <K, V> SortedMap<K, V> by(Collection<V> samples, Function<V, K> key) {
    SortedMap<K, V> byKey = new TreeMap<>();
    samples.forEach(sample -> byKey.put(key.apply(sample), sample));
    return byKey;
  }

  public SweepId id() {
    return mark.sweep();
  }

  public Instant at() {
    return mark.sweepAt();
  }

  public ClusterId clusterId() {
    return mark.cluster();
  }

  /** True when absence from this sweep means absence from the cluster. */
  public boolean conclusive() {
    return !partial && mark.unreachable().isEmpty();
  }

  /** The same for a judge that knows the gap that its mark tells. */
  public Sweep withoutGap() {
    return new Sweep(mark.withoutGap(), partial, cluster, brokers, topics, groups);
  }
}
