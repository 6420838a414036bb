package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The moves that must be: away from brokers that end empty, and apart where replicas of a partition
 * share a rack without need. Large ones come first, and each goes to where it helps balance most,
 * so that what must move does as much of the balancing as it can.
 */
final class ForcedMoves {
  /** A little pull to the emptier of brokers that lack nothing. */
  private static final double PULL = 0.02;

  /** Above any change of distance: what does not fit is taken only when nothing fits. */
  private static final double DOES_NOT_FIT = 1e6;

  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final double[] load = new double[Measure.COUNT];
  private final Room room;
  private final Relief relief;
  private final boolean[] rackDoes;

  ForcedMoves(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
    rackDoes = new boolean[model.racks().size()];
    room = new Room(ground, balance);
    relief = new Relief(ground, balance);
  }

  /**
   * Empties brokers that are still in service, and volumes that are not. What cannot be moved leads
   * no more where another replica can, within its broker's capacity.
   */
  void evacuate() {
    evacuate(model::isOffline);
    leadElsewhere(false);
    relief.run();
  }

  /** The same where brokers that must end empty are lost, and no copy can be read from them. */
  void repair() {
    leadElsewhere(true);
    evacuate(model::mustLeave);
    relief.run();
  }

  private void leadElsewhere(boolean evenAboveCapacity) {
    for (int partition = 0; partition < model.partitionCount(); partition++) {
      if (isStuck(placement.leaderOf(partition)) && !ground.isFixed(partition)) {
        leadElsewhere(partition, evenAboveCapacity);
      }
    }
  }

  /** True for a replica that must leave and has not. */
  private boolean isStuck(int replica) {
    return model.mustLeave(replica) && !placement.isMoved(replica);
  }

  private void leadElsewhere(int partition, boolean evenAboveCapacity) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      boolean fits = balance.fitsLeading(partition, each);
      if (!isStuck(each) && (fits || evenAboveCapacity)) {
        double change = balance.changeOfLeader(partition, each) + (fits ? 0 : DOES_NOT_FIT);
        change += ground.isOpen(placement.brokerOf(each)) ? 0 : DOES_NOT_FIT;
        if (change < least) {
          least = change;
          best = each;
        }
      }
    }
    if (best >= 0) {
      placement.lead(partition, best);
    }
  }

  /**
   * Moves what must leave.
   *
   * @param lost a replica that is out of service: others cannot be copied from it, and it gives its
   *     partition nothing by being in a rack of its own
   */
  private void evacuate(IntPredicate lost) {
    var leaving =
        LargestFirst.of(
            model.replicaCount(),
            replica -> mustGo(replica) && hasSource(model.partitionOf(replica), lost),
            model::disk);
    for (int replica : leaving) {
      var choice = new Choice();
      int partition = model.partitionOf(replica);
      int spread = ground.racks().spread(placement, partition);
      offer(replica, Math.min(spread, ground.racks().wanted(partition)), choice);
      if (!choice.take() && lost.test(replica)) {
        offer(replica, 0, choice);
        choice.take();
      }
    }
  }

  private boolean mustGo(int replica) {
    return isStuck(replica) && !model.isAdded(replica);
  }

  private boolean hasSource(int partition, IntPredicate lost) {
    return IntStream.range(model.firstReplica(partition), model.endReplica(partition))
        .anyMatch(each -> !model.isAdded(each) && !lost.test(each));
  }

  void spreadRacks() {
    var breaches =
        LargestFirst.of(
            model.partitionCount(),
            this::isBreach,
            partition -> model.disk(model.firstReplica(partition)));
    for (int partition : breaches) {
      while (isBreach(partition) && spread(partition)) {
        // One replica after another, until the partition is spread or nothing is allowed.
      }
    }
    relief.run();
  }

  private boolean isBreach(int partition) {
    return ground.racks().spread(placement, partition) < ground.racks().wanted(partition);
  }

  private boolean spread(int partition) {
    int spread = ground.racks().spread(placement, partition);
    var choice = new Choice();
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      offer(each, spread + 1, choice);
    }
    return choice.take();
  }

  /** Offers a replica to every broker that leaves its partition in at least so many racks. */
  private void offer(int replica, int racks, Choice choice) {
    placement.loadOf(replica, load);
    findRacks(replica, racks);
    double cost = ground.cost(replica);
    double leaving = balance.change(placement.brokerOf(replica), load, -1);
    for (int target = 0; target < model.brokerCount(); target++) {
      if (rackDoes[model.rackOf(target)] && ground.allowsBesidesRacks(replica, target)) {
        double change = leaving + balance.change(target, load, 1) + cost;
        change -= PULL * room.of(target) * cost;
        choice.offer(replica, target, balance.fits(target, load) ? change : change + DOES_NOT_FIT);
      }
    }
  }

  /** Which racks do is the same for all brokers of a rack, and is asked once for each. */
  private void findRacks(int replica, int wanted) {
    for (int rack = 0; rack < rackDoes.length; rack++) {
      rackDoes[rack] = ground.racks().spreadWithRack(placement, replica, rack) >= wanted;
    }
  }

  /** The best of several moves. */
  private final class Choice {
    private int replica = -1;
    private int target = -1;
    private double least = Double.POSITIVE_INFINITY;

    void offer(int replica, int target, double change) {
      if (change < least) {
        least = change;
        this.replica = replica;
        this.target = target;
      }
    }

    boolean take() {
      if (replica >= 0) {
        room.move(replica, target);
      }
      return replica >= 0;
    }
  }
}
