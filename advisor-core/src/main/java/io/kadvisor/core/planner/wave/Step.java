package io.kadvisor.core.planner.wave;

/**
 * One partition's change from its old replicas to its new ones. What is copied, freed and elected
 * follows from the two, whatever the plan wanted with it.
 */
public final class Step {
  private final int partition;
  private final Urgency urgency;
  private final Replicas before;
  private final Replicas after;
  private final double consumed;
  private final int[] added;
  private final int[] removed;
  private final double megabytes;
  private final double inflow;

  /**
   * @param consumed kilobytes a second that consumers read from the leader
   */
  Step(int partition, Urgency urgency, Replicas before, Replicas after, double consumed) {
    this.partition = partition;
    this.urgency = urgency;
    this.before = before;
    this.after = after;
    this.consumed = consumed;
    added = after.placesNotIn(before);
    removed = before.placesNotIn(after);
    double size = 0;
    double written = 0;
    for (int at : added) {
      size += after.megabytes(at);
      written += after.inflow(at);
    }
    megabytes = size;
    inflow = written;
  }

  /** Place of the partition in the model. */
  public int partition() {
    return partition;
  }

  public Urgency urgency() {
    return urgency;
  }

  public Replicas before() {
    return before;
  }

  public Replicas after() {
    return after;
  }

  double consumed() {
    return consumed;
  }

  /** Replicas on brokers that have none yet. */
  public int copies() {
    return added.length;
  }

  /** Megabytes to copy. */
  public double megabytes() {
    return megabytes;
  }

  /** Kilobytes a second that are written meanwhile and must be copied, too. */
  double inflow() {
    return inflow;
  }

  /** Places of the new replicas in {@link #after}. */
  int[] added() {
    return added;
  }

  /** Places in {@link #before} of those that go. */
  int[] removed() {
    return removed;
  }

  /** True when the list of replicas changes, be it in order alone. */
  public boolean reassigns() {
    return !before.standsAs(after);
  }

  /** True when another replica is to lead, and is the preferred one by then. */
  public boolean elects() {
    return before.leader() != after.leader() && after.leader() == after.broker(0);
  }

  /** The way back. */
  public Step inverse() {
    return new Step(partition, urgency, after, before, consumed);
  }
}
