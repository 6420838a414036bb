package io.kadvisor.core.planner;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import io.kadvisor.core.planner.score.MoveCounter;
import io.kadvisor.core.planner.score.Moves;
import io.kadvisor.core.planner.score.Score;
import io.kadvisor.core.planner.score.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where every replica goes, which ones lead, why, and what no plan could do better. */
public final class Plan {
  private final Placement placement;
  private final Map<Measure, Floor> floors;
  private final Reasons reasons;

  Plan(Placement placement, Aims aims, Map<Measure, Floor> floors) {
    this.placement = placement;
    this.floors = Map.copyOf(floors);
    reasons = new Reasons(placement, aims);
  }

  public ClusterModel model() {
    return placement.model();
  }

  /** The cluster once the plan is carried out. */
  public Placement placement() {
    return placement;
  }

  /** True when a replica moves, another one leads, or the order of replicas changes. */
  public boolean changes(int partition) {
    ClusterModel model = model();
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (placement.isMoved(each)) {
        return true;
      }
    }
    return placement.leaderOf(partition) != model.leaderOf(partition)
        || placement.firstInOrder(partition) != model.firstReplica(partition);
  }

  /** The partition's replicas in their order after the plan: the preferred leader first. */
  public int[] order(int partition) {
    ClusterModel model = model();
    int[] order = new int[model.replicationFactor(partition)];
    order[0] = placement.firstInOrder(partition);
    int at = 1;
    for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
      if (each != order[0]) {
        order[at++] = each;
      }
    }
    return order;
  }

  /** Why a moved replica moves. */
  public Reason reason(int replica) {
    return reasons.of(replica);
  }

  /** Hard limits that do not hold in the end, each with what would have to give way. */
  public List<Breach> breaches() {
    return Breaches.of(placement);
  }

  /** What no plan can do better, for what moves with replicas. */
  public Floor floor(Measure measure) {
    return floors.get(measure);
  }

  public Score before() {
    return Scorer.score(new Placement(model()));
  }

  public Score after() {
    return Scorer.score(placement);
  }

  /** Brokers outside the band, each counted in every measure in which it is. */
  int outside() {
    Score after = after();
    return Arrays.stream(Measure.values()).mapToInt(each -> after.of(each).outside()).sum();
  }

  /** Fewer brokers outside, and fewer bytes for as many. */
  boolean isBetterThan(Plan other) {
    int difference = outside() - other.outside();
    return difference < 0 || (difference == 0 && moves().megabytes() < other.moves().megabytes());
  }

  public Moves moves() {
    return MoveCounter.count(placement);
  }
}
