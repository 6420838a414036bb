package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A partition's replicas at one moment, the preferred leader first. Brokers are places in the
 * model.
 */
public final class Replicas {
  private static final int NONE = -1;

  private final ClusterModel model;
  private final int leader;
  private final int[] brokers;
  private final int[] replicas;

  /**
   * Takes arrays of one length, which nobody changes any more.
   *
   * @param replicas for each broker the replica of the model that carries what this one does
   */
  Replicas(ClusterModel model, int leader, int[] brokers, int[] replicas) {
    this.model = model;
    this.leader = leader;
    this.brokers = brokers;
    this.replicas = replicas;
  }

  public int count() {
    return brokers.length;
  }

  public int broker(int at) {
    return brokers[at];
  }

  /** The brokers, the preferred leader first. */
  public IntStream brokers() {
    return IntStream.of(brokers);
  }

  /** The broker that leads. */
  public int leader() {
    return leader;
  }

  int replica(int at) {
    return replicas[at];
  }

  public double megabytes(int at) {
    return model.disk(replicas[at]);
  }

  /** Kilobytes a second that are written to a replica. */
  double inflow(int at) {
    return model.nwIn(replicas[at]);
  }

  /** Kilobytes a second that a leader sends to its followers. */
  double replicatedBy(int leader) {
    double sum = 0;
    for (int at = 0; at < brokers.length; at++) {
      sum += brokers[at] == leader ? 0 : inflow(at);
    }
    return sum;
  }

  public boolean has(int broker) {
    return placeOf(broker) != NONE;
  }

  /** The place of a broker's replica; below 0 if it has none. */
  int placeOf(int broker) {
    for (int at = 0; at < brokers.length; at++) {
      if (brokers[at] == broker) {
        return at;
      }
    }
    return NONE;
  }

  /** Places of the replicas on brokers that the other has none on. */
  int[] placesNotIn(Replicas other) {
    int[] places = new int[brokers.length];
    int found = 0;
    for (int at = 0; at < brokers.length; at++) {
      if (!other.has(brokers[at])) {
        places[found++] = at;
      }
    }
    return Arrays.copyOf(places, found);
  }

  /** The same brokers in the same order. */
  boolean standsAs(Replicas other) {
    if (brokers.length != other.brokers.length) {
      return false;
    }
    for (int at = 0; at < brokers.length; at++) {
      if (brokers[at] != other.brokers[at]) {
        return false;
      }
    }
    return true;
  }

  /** In how many racks they are. */
  int racks() {
    int racks = 0;
    for (int at = 0; at < brokers.length; at++) {
      boolean seen = false;
      for (int earlier = 0; earlier < at && !seen; earlier++) {
        seen = model.rackOf(brokers[earlier]) == model.rackOf(brokers[at]);
      }
      racks += seen ? 0 : 1;
    }
    return racks;
  }

  /** Those on brokers that are not to end without replicas. */
  int staying() {
    int staying = 0;
    for (int broker : brokers) {
      staying += model.takesReplicas(broker) ? 1 : 0;
    }
    return staying;
  }

  /** With one replica more, behind the others. */
  Replicas plus(Replicas source, int at) {
    return with(count(), count() + 1, source, at);
  }

  /** With one replica in the place of another; who comes first then leads if the leader goes. */
  Replicas replacing(int place, Replicas source, int at) {
    return with(place, count(), source, at);
  }

  private Replicas with(int place, int length, Replicas source, int at) {
    int[] newBrokers = Arrays.copyOf(brokers, length);
    int[] newReplicas = Arrays.copyOf(replicas, length);
    newBrokers[place] = source.brokers[at];
    newReplicas[place] = source.replicas[at];
    boolean led = place < count() && brokers[place] == leader;
    return new Replicas(model, led ? newBrokers[0] : leader, newBrokers, newReplicas);
  }
}
