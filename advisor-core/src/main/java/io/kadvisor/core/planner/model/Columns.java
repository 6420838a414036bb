package io.kadvisor.core.planner.model;

import java.util.BitSet;

/**
 * The rows of a cluster while they are taken in: partitions, and their replicas behind each other.
 */
final class Columns {
  final Column.OfInts topic = new Column.OfInts();
  final Column.OfInts number = new Column.OfInts();
  final Column.OfInts firstReplica = new Column.OfInts();
  final Column.OfInts leader = new Column.OfInts();
  final Column.OfDoubles leadingCpu = new Column.OfDoubles();
  final Column.OfDoubles leadingOut = new Column.OfDoubles();
  final Column.OfInts partition = new Column.OfInts();
  final Column.OfInts broker = new Column.OfInts();
  final Column.OfDoubles following = new Column.OfDoubles();
  final BitSet offline = new BitSet();

  /** Of partitions by their place; none where none is known. */
  final Peaks peaks;

  /** What copying each replica copies; left empty where that is what it has on disk. */
  final Column.OfDoubles megabytes = new Column.OfDoubles();

  Columns() {
    this(new Peaks());
  }

  /**
   * @param peaks of the first partitions, when they are those of another cluster
   */
  Columns(Peaks peaks) {
    this.peaks = peaks;
  }

  /** Begins a partition, which the next replicas belong to; the first of them leads. */
  void partition(int topic, int number, double leadingCpu, double leadingOut) {
    this.topic.add(topic);
    this.number.add(number);
    this.leadingCpu.add(leadingCpu);
    this.leadingOut.add(leadingOut);
    firstReplica.add(broker.size());
    leader.add(broker.size());
  }

  /** Begins a replica, whose four loads as a follower come next; it may be said to lead. */
  void replica(int broker, boolean leads, boolean isOffline) {
    int at = this.broker.size();
    if (leads) {
      leader.setLast(at);
    }
    offline.set(at, isOffline);
    partition.add(topic.size() - 1);
    this.broker.add(broker);
  }
}
