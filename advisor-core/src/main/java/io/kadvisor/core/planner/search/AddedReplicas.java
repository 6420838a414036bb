package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.PeakLoads;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.search.Unplaced.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places replicas that are still to be made: each in a rack that its partition is not in, or where
 * it is in all, in one that has fewest of it; there on the broker that needs it most. What does not
 * fit is left out, since a cluster is no safer with a broker above its limits.
 */
final class AddedReplicas {
  /** A pull to the emptier of brokers that need a replica alike. */
  private static final double PULL = 0.02;

  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final double[] load = new double[Measure.COUNT];
  private final Room room;

  /** Absent where no peak is known. */
  private final Optional<PeakLoads> peaks;

  private final int[] inRack;
  private final boolean[] living;
  private boolean mustWiden;

  AddedReplicas(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
    inRack = new int[model.racks().size()];
    living = new boolean[inRack.length];
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      living[model.rackOf(broker)] |= model.takesReplicas(broker);
    }
    room = new Room(ground, balance);
    peaks = model.hasPeaks() ? Optional.of(PeakLoads.of(placement)) : Optional.empty();
  }

  /** Places all that find a place, the largest first; those that do not are told. */
  List<Unplaced> place() {
    List<Integer> left = new ArrayList<>();
    for (int replica : LargestFirst.of(model.replicaCount(), model::isAdded, this::size)) {
      look(replica);
      int target = best(replica);
      if (target < 0) {
        left.add(replica);
      } else {
        room.move(replica, target);
        peaks.ifPresent(each -> each.add(replica, load, target));
      }
    }
    return whyNot(left);
  }

  private double size(int replica) {
    placement.loadOf(replica, load);
    return balance.most(load);
  }

  /** Each is tried where it would do least harm, on top of those before, and taken back. */
  private List<Unplaced> whyNot(List<Integer> left) {
    List<Unplaced> unplaced = new ArrayList<>();
    Map<Integer, Cause> causes = new HashMap<>();
    for (int replica : left) {
      Unplaced found = whyNot(replica, causes);
      unplaced.add(found);
      causes.putIfAbsent(model.partitionOf(replica), found.cause());
      if (found.broker() >= 0) {
        placement.move(replica, found.broker());
        peaks.ifPresent(each -> each.add(replica, load, found.broker()));
      }
    }
    left.forEach(replica -> placement.move(replica, model.nowhere()));
    return unplaced;
  }

  private void look(int replica) {
    placement.loadOf(replica, load);
    Arrays.fill(inRack, 0);
    int partition = model.partitionOf(replica);
    int spread = 0;
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      int rack = model.rackOf(placement.brokerOf(each));
      if (living[rack] && inRack[rack]++ == 0) {
        spread++;
      }
    }
    mustWiden = spread < ground.racks().count();
  }

  private int best(int replica) {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    double least = 0;
    double pull = PULL * balance.most(load);
    for (int target = 0; target < model.brokerCount(); target++) {
      int there = inRack[model.rackOf(target)];
      if (there > fewest || !allows(replica, target)) {
        continue;
      }
      double change = balance.change(target, load, 1) - pull * room.of(target);
      if (there < fewest || change < least) {
        best = target;
        fewest = there;
        least = change;
      }
    }
    return best;
  }

  private boolean allows(int replica, int target) {
    return isSpread(target)
        && ground.allowsBesidesRacks(replica, target)
        && balance.fits(target, load)
        && overrunAtPeak(replica, target) == 0;
  }

  private double overrunAtPeak(int replica, int target) {
    return peaks.map(each -> each.overrun(target, replica, load)).orElse(0.0);
  }

  private boolean isSpread(int target) {
    return !mustWiden || inRack[model.rackOf(target)] == 0;
  }

  private Unplaced whyNot(int replica, Map<Integer, Cause> before) {
    look(replica);
    int free = -1;
    int spread = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int target = 0; target < model.brokerCount(); target++) {
      if (ground.isOpen(target) && ground.isFree(replica, target)) {
        free = target;
        double overrun = balance.overrun(target, load) + overrunAtPeak(replica, target);
        if (isSpread(target) && overrun < least) {
          least = overrun;
          spread = target;
        }
      }
    }
    if (free < 0) {
      return new Unplaced(replica, Cause.BROKERS, -1);
    }
    if (spread < 0) {
      return new Unplaced(replica, Cause.RACKS, -1);
    }
    return new Unplaced(replica, least > 0 ? Cause.CAPACITY : ofFitting(replica, before), spread);
  }

  /** What fits and may be copied waits for another of its partition that must be in a new rack. */
  private Cause ofFitting(int replica, Map<Integer, Cause> before) {
    return ground.isAffordable(replica)
        ? before.getOrDefault(model.partitionOf(replica), Cause.BUDGET)
        : Cause.BUDGET;
  }
}
