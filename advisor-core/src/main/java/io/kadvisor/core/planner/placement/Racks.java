package io.kadvisor.core.planner.placement;

import io.kadvisor.core.planner.model.ClusterModel;

/**
 * The rule of racks: a partition's replicas are in as many racks as it has replicas, or in all
 * racks where there are fewer. Racks all of whose brokers end empty do not count.
 */
public final class Racks {
  /** Of a replica that is still to be made and has no place yet: it is in none. */
  private static final int NOWHERE = -1;

  private final ClusterModel model;
  private final int count;

  public Racks(ClusterModel model) {
    this.model = model;
    var living = new boolean[model.racks().size()];
    int found = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      if (model.takesReplicas(broker) && !living[model.rackOf(broker)]) {
        living[model.rackOf(broker)] = true;
        found++;
      }
    }
    count = found;
  }

  /** Racks with a broker that may take replicas. */
  public int count() {
    return count;
  }

  /** In how many racks the partition should be. */
  public int wanted(int partition) {
    return Math.min(model.replicationFactor(partition), count);
  }

  /** In how many racks it is. */
  public int spread(Placement placement, int partition) {
    return spread(placement, partition, -1, NOWHERE);
  }

  /** In how many racks it would be with one replica in another rack. */
  public int spreadWithRack(Placement placement, int moved, int rackOfMoved) {
    return spread(placement, model.partitionOf(moved), moved, rackOfMoved);
  }

  private int spread(Placement placement, int partition, int moved, int rackOfMoved) {
    int first = model.firstReplica(partition);
    int end = model.endReplica(partition);
    int racks = 0;
    for (int each = first; each < end; each++) {
      int rack = each == moved ? rackOfMoved : rackOf(placement, each);
      boolean seen = rack == NOWHERE;
      for (int earlier = first; earlier < each && !seen; earlier++) {
        int other = earlier == moved ? rackOfMoved : rackOf(placement, earlier);
        seen = other == rack;
      }
      racks += seen ? 0 : 1;
    }
    return racks;
  }

  private int rackOf(Placement placement, int replica) {
    int broker = placement.brokerOf(replica);
    return broker == model.nowhere() ? NOWHERE : model.rackOf(broker);
  }

  /** True when a move breaks no rule that held, and makes no breach worse. */
  public boolean allow(Placement placement, int replica, int target) {
    int partition = model.partitionOf(replica);
    if (model.rackOf(placement.brokerOf(replica)) == model.rackOf(target)) {
      return true;
    }
    int after = spread(placement, partition, replica, model.rackOf(target));
    return after >= wanted(partition) || after >= spread(placement, partition);
  }
}
