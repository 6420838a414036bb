package io.kadvisor.core.planner.model;

/**
 * Makes a cluster from another one, partition by partition in its order; what is added comes last.
 */
final class ModelRows {
  private final ClusterModel source;
  private final Columns columns;
  private final double[] load = new double[Resource.COUNT];

  ModelRows(ClusterModel source) {
    this.source = source;
    columns = new Columns(source.peaks().copy());
  }

  Columns columns() {
    return columns;
  }

  /** Begins a partition, which the next replicas belong to; its first replica leads. */
  void partition(int topic, int number, double leadingCpu, double leadingOut) {
    columns.partition(topic, number, leadingCpu, leadingOut);
  }

  /** Says how many times its mean the load of the partition begun last is at its peak. */
  void peak(double cpu, double nwIn, double nwOut) {
    columns.peaks.set(columns.topic.size() - 1, cpu, nwIn, nwOut);
  }

  /** Takes over a replica with a part of its load; its bytes are there all the same. */
  void copy(int replica, double part) {
    boolean leads = source.leaderOf(source.partitionOf(replica)) == replica;
    columns.replica(source.brokerOf(replica), leads, source.isOffline(replica));
    source.following(replica, load);
    append(part, source.megabytesToCopy(replica));
  }

  /** Adds a replica that no broker has. */
  void add(double[] following, double part, double megabytes) {
    System.arraycopy(following, 0, load, 0, load.length);
    columns.replica(source.nowhere(), false, false);
    append(part, megabytes);
  }

  private void append(double part, double megabytes) {
    for (double each : load) {
      columns.following.add(each * part);
    }
    columns.megabytes.add(megabytes);
  }
}
