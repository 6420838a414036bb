package io.kadvisor.wire;

import io.kadvisor.model.ClusterId;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Sends every record of a cluster to one partition, on every topic the same: murmur2 over the key's
 * bytes before the first {@code |}, the cluster id. Every producer names it as {@code
 * partitioner.class}, so that one task sees the whole of a cluster.
 */
public final class ClusterPartitioner implements Partitioner {
  /** The partition of a key, as on the wire. */
  public static int partitionOf(byte[] key, int partitions) {
    int end = 0;
    while (end < key.length && key[end] != Key.SEPARATOR) {
      end++;
    }
    return Utils.toPositive(Utils.murmur2(Arrays.copyOf(key, end))) % partitions;
  }

  /** The partition where everything of a cluster lives. */
  public static int partitionOf(ClusterId cluster, int partitions) {
    return partitionOf(Utils.utf8(Key.of(cluster).toString()), partitions);
  }

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    if (keyBytes == null) {
      throw new IllegalArgumentException(
          "a record on " + topic + " has a key that begins with its cluster");
    }
    return partitionOf(keyBytes, cluster.partitionCountForTopic(topic));
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
