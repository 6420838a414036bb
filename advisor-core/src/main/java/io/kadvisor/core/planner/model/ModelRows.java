package io.kadvisor.core.planner.model;

import java.util.BitSet;

/** The columns of a cluster that is made from another one, partition by partition. */
final class ModelRows {
  final Column.OfInts topic = new Column.OfInts();
  final Column.OfInts number = new Column.OfInts();
  final Column.OfInts firstReplica = new Column.OfInts();
  final Column.OfInts leader = new Column.OfInts();
  final Column.OfInts partition = new Column.OfInts();
  final Column.OfInts broker = new Column.OfInts();
  final Column.OfDoubles leadingCpu = new Column.OfDoubles();
  final Column.OfDoubles leadingOut = new Column.OfDoubles();
  final Column.OfDoubles following = new Column.OfDoubles();
  final Column.OfDoubles megabytes = new Column.OfDoubles();
  final BitSet offline = new BitSet();

  private final ClusterModel source;
  private final double[] load = new double[Resource.COUNT];

  ModelRows(ClusterModel source) {
    this.source = source;
  }

  /** Begins a partition, which the next replicas belong to; its first replica leads. */
  void partition(int topic, int number, double leadingCpu, double leadingOut) {
    this.topic.add(topic);
    this.number.add(number);
    this.leadingCpu.add(leadingCpu);
    this.leadingOut.add(leadingOut);
    firstReplica.add(broker.size());
    leader.add(broker.size());
  }

  /** Takes over a replica with a part of its load; its bytes are there all the same. */
  void copy(int replica, double part) {
    if (source.leaderOf(source.partitionOf(replica)) == replica) {
      leader.setLast(broker.size());
    }
    offline.set(broker.size(), source.isOffline(replica));
    source.following(replica, load);
    append(source.brokerOf(replica), part, source.megabytesToCopy(replica));
  }

  /** Adds a replica that no broker has. */
  void add(double[] following, double part, double megabytes) {
    System.arraycopy(following, 0, load, 0, load.length);
    append(source.nowhere(), part, megabytes);
  }

  private void append(int broker, double part, double megabytes) {
    partition.add(topic.size() - 1);
    this.broker.add(broker);
    for (double each : load) {
      following.add(each * part);
    }
    this.megabytes.add(megabytes);
  }
}
