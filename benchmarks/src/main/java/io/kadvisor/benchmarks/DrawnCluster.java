package io.kadvisor.benchmarks;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.SplittableRandom;

/**
 * One of many clusters that plans are tried on.
 *
 * @param about what is unusual about it
 */
record DrawnCluster(ClusterModel model, String about) {
  private static final int[] RACKS = {3, 3, 5, 10};

  /** How clusters are drawn. */
  enum Kind {
    /** Of any shape, see {@link VariedCluster}. */
    VARIED,
    /** Grown while topics were created, see {@link GeneratedCluster}. */
    GROWN,
    /** The same, and up to a third of the brokers is new and empty. */
    ADDED,
    /** The same, and one broker must end empty. */
    REMOVED,
    /** As Cruise Control's tests draw them, see {@link RandomCluster}. */
    RANDOM
  }

  /**
   * The same seed draws the same cluster.
   *
   * @param most replicas at most
   */
  static DrawnCluster draw(Kind kind, int most, long seed) {
    if (kind == Kind.VARIED) {
      var cluster = new VariedCluster(seed, most);
      return new DrawnCluster(cluster.model(), cluster.about());
    }
    var chance = new SplittableRandom(seed);
    boolean isSmall = kind == Kind.ADDED || kind == Kind.REMOVED;
    int brokers = isSmall ? 4 + chance.nextInt(26) : 10 + chance.nextInt(Math.min(191, most / 200));
    int replicas = (isSmall ? 200 : 200 + chance.nextInt(400)) * brokers;
    int racks = isSmall || brokers < 20 ? 3 : RACKS[chance.nextInt(RACKS.length)];
    int added = kind == Kind.ADDED ? 1 + chance.nextInt(Math.max(1, (brokers - 3) / 3)) : 0;
    int removed = kind == Kind.REMOVED ? 1 : 0;
    ClusterModel model =
        kind == Kind.RANDOM
            ? RandomCluster.draw(brokers, Math.min(5, brokers), replicas, seed)
            : new GeneratedCluster(brokers, racks, replicas, added, removed, seed).model();
    return new DrawnCluster(model, kind.name());
  }
}
