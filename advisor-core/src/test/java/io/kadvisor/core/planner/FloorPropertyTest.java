package io.kadvisor.core.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.core.planner.SampleClusters.Shape;
import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.placement.Racks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every placement of a small cluster, against the floor that is said to be below all of them. */
class FloorPropertyTest {
  private static final double TOLERANCE = 0.1;

  @Property(tries = 300)
  void shouldBeBelowEveryPlacementWhenThereAreFew(
      @ForAll @IntRange(min = 3, max = 6) int brokers,
      @ForAll @IntRange(min = 1, max = 3) int racks,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(min = 1, max = 3) int factor,
      @ForAll @IntRange(min = 0, max = 1) int dead,
      @ForAll long seed) {
    int few = placements(brokers, Math.min(partitions, 12), factor);
    var model = SampleClusters.draw(new Shape(brokers, racks, few, factor, dead, 0), seed);
    var start = new Placement(model);
    var aims = new Aims(start, TOLERANCE);

    for (Measure measure : new Measure[] {Measure.DISK, Measure.REPLICAS}) {
      var floor = Floor.of(start, aims, measure);
      var best = new Enumeration(model, aims, measure);
      best.place(0);
      assertThat((double) floor.outside()).isLessThanOrEqualTo(best.fewestOutside);
      if (best.fewestOutside == floor.outside()) {
        assertThat(floor.moved()).isLessThanOrEqualTo(best.leastMoved * (1 + 1e-9) + 1e-6);
      }
      assertThat(floor.movedAsShared()).isLessThanOrEqualTo(best.leastAsShared * (1 + 1e-9) + 1e-6);
    }
  }

  /** So many partitions that all placements can be looked at in a moment. */
  private static int placements(int brokers, int partitions, int factor) {
    double each = factor == 1 ? brokers : factor == 2 ? brokers * brokers / 2.0 : brokers * 4.0;
    int most = (int) Math.floor(Math.log(2e5) / Math.log(each));
    return Math.max(1, Math.min(partitions, most));
  }

  private static final class Enumeration {
    private final Placement placement;
    private final ClusterModel model;
    private final Racks racks;
    private final Aims aims;
    private final Measure measure;
    private double fewestOutside = Double.MAX_VALUE;
    private double leastMoved = Double.MAX_VALUE;
    private double leastAsShared = Double.MAX_VALUE;

    Enumeration(ClusterModel model, Aims aims, Measure measure) {
      this.model = model;
      this.aims = aims;
      this.measure = measure;
      placement = new Placement(model);
      racks = new Racks(model);
    }

    void place(int replica) {
      if (replica == model.replicaCount()) {
        measure();
        return;
      }
      int partition = model.partitionOf(replica);
      boolean last = replica + 1 == model.endReplica(partition);
      int before = placement.brokerOf(replica);
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        if (model.takesReplicas(broker) && isFree(replica, broker)) {
          placement.move(replica, broker);
          if (!last || racks.spread(placement, partition) >= racks.wanted(partition)) {
            place(replica + 1);
          }
        }
      }
      placement.move(replica, before);
    }

    private boolean isFree(int replica, int broker) {
      for (int each = model.firstReplica(model.partitionOf(replica)); each < replica; each++) {
        if (placement.brokerOf(each) == broker) {
          return false;
        }
      }
      return true;
    }

    private void measure() {
      int outside = 0;
      double mean;
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        mean = aims.mean(broker, measure.column());
        double low = mean * (1 - TOLERANCE);
        double high = mean * (1 + TOLERANCE);
        boolean counted = measure == Measure.REPLICAS;
        double carried = placement.carried(broker, measure.column());
        boolean inside =
            counted
                ? carried >= Math.floor(low) && carried <= Math.ceil(high)
                : carried >= low * (1 - 1e-9) && carried <= high * (1 + 1e-9);
        outside += model.takesReplicas(broker) && !inside ? 1 : 0;
      }
      double moved = moved();
      leastAsShared = isAsShared() ? Math.min(leastAsShared, moved) : leastAsShared;
      if (outside < fewestOutside) {
        fewestOutside = outside;
        leastMoved = moved;
      } else if (outside == fewestOutside) {
        leastMoved = Math.min(leastMoved, moved);
      }
    }

    /** Every broker within what the search aims at. */
    private boolean isAsShared() {
      boolean shared = true;
      for (int broker = 0; broker < model.brokerCount(); broker++) {
        double carried = placement.carried(broker, measure.column());
        double rounding = 1e-9 * (1 + carried);
        shared &= carried >= aims.low(broker, measure.column()) - rounding;
        shared &= carried <= aims.high(broker, measure.column()) + rounding;
      }
      return shared;
    }

    /** A copy is a broker that had no replica of the partition, whichever replica it is now. */
    private double moved() {
      double moved = 0;
      for (int replica = 0; replica < model.replicaCount(); replica++) {
        int partition = model.partitionOf(replica);
        boolean known = false;
        for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
          known |= model.brokerOf(each) == placement.brokerOf(replica);
        }
        moved += known ? 0 : measure == Measure.DISK ? model.disk(replica) : 1;
      }
      return moved;
    }
  }
}
