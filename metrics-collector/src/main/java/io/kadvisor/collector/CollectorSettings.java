package io.kadvisor.collector;

import io.kadvisor.collector.sweep.SelfNames;
import io.kadvisor.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that a collector needs to know.
 *
 * @param instance what it calls itself in marks
 * @param home properties of every client to the home cluster, passed through
 * @param topics of the home cluster
 * @param self how Kadvisor's own topics and groups are called
 */
public record CollectorSettings(
    String instance,
    Map<String, String> home,
    Topics topics,
    SelfNames self,
    List<WatchedCluster> clusters) {
  public CollectorSettings {
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(self, "self");
    home = Map.copyOf(home);
    clusters = List.copyOf(clusters);
  }
}
