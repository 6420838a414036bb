package io.kadvisor.core.planner.bound;

import java.util.Arrays;

/** A partition of which one replica takes much of a broker, in one measure. */
final class LargePartition {
  private final int partition;
  private final double leading;
  private final double[] following;

  /**
   * @param leading what the replica that leads carries besides
   * @param following what each replica carries, the smallest first
   */
  LargePartition(int partition, double leading, double[] following) {
    this.partition = partition;
    this.leading = leading;
    this.following = following.clone();
  }

  /** Its place. */
  int partition() {
    return partition;
  }

  int factor() {
    return following.length;
  }

  /** True where the replica that leads carries no more than it does otherwise. */
  boolean leadsForNothing() {
    return leading == 0;
  }

  /** What its largest replica can take. */
  double largest() {
    return leading + following[following.length - 1];
  }

  /**
   * What must be on a broker in one piece, whichever replica leads: where replicas are of unlike
   * size, the least that it can be.
   */
  double[] pieces() {
    double[] pieces = following.clone();
    if (leadsForNothing()) {
      return pieces;
    }
    System.arraycopy(following, 0, pieces, 1, pieces.length - 1);
    pieces[0] = leading + following[0];
    return pieces;
  }

  /** How many of its replicas are larger than the limit, wherever they are and whichever leads. */
  int countAbove(double limit) {
    return (int) Arrays.stream(pieces()).filter(piece -> piece > limit).count();
  }

  /** How many of its replicas are within the limit as long as they do not lead. */
  int countWithin(double limit) {
    return (int) Arrays.stream(following).filter(size -> size <= limit).count();
  }

  /** The most that so many of its replicas carry, each within the limit. */
  double most(int replicas, double limit) {
    boolean leads = leading + following[0] <= limit;
    int left = Math.min(replicas, following.length - (leads ? 0 : 1));
    double sum = leads && replicas > 0 ? leading : 0;
    for (int at = following.length - 1; at >= 0 && left > 0; at--) {
      if (following[at] <= limit) {
        sum += following[at];
        left--;
      }
    }
    return sum;
  }
}
