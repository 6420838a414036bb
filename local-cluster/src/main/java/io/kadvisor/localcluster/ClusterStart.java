package io.kadvisor.localcluster;

import java.util.List;

/** Starts a cluster, and once more with other ports where somebody took one in between. */
final class ClusterStart {
  private static final int ATTEMPTS = 3;
  private static final List<String> PORT_TAKEN =
      List.of("Address already in use", "Port already in use");

  private ClusterStart() {}

  static LocalCluster of(ClusterPlan plan) {
    for (int attempt = 1; ; attempt++) {
      var cluster = new LocalCluster(plan);
      try {
        cluster.startAll();
        return cluster;
      } catch (RuntimeException failed) {
        cluster.close();
        if (attempt == ATTEMPTS || !isPortTaken(failed)) {
          throw failed;
        }
      }
    }
  }

  private static boolean isPortTaken(RuntimeException failed) {
    String message = String.valueOf(failed.getMessage());
    return PORT_TAKEN.stream().anyMatch(message::contains);
  }
}
