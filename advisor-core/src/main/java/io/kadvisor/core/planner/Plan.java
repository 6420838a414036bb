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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where every replica goes, which ones lead, why, and what no plan could do better. */
public final class Plan {
  private final ClusterModel start;
  private final PlanRequest request;
  private final Placement placement;
  private final Map<Measure, Floor> floors;
  private final List<Breach> breaches;
  private final Reasons reasons;
  private final Set<Measure> idle;

  /**
   * @param start the cluster with nothing added
   * @param breaches of what was asked for and is not in the placement
   */
  Plan(
      ClusterModel start,
      PlanRequest request,
      Placement placement,
      Aims aims,
      Map<Measure, Floor> floors,
      List<Breach> breaches) {
    this.start = start;
    this.request = request;
    this.placement = placement;
    this.breaches = breaches;
    this.floors = Map.copyOf(floors);
    reasons = new Reasons(placement, aims);
    idle = aims.idle();
  }

  /** How far it was to go. */
  public Objective objective() {
    return request.objective();
  }

  /** The cluster with all that the plan adds, which is on no broker yet. */
  public ClusterModel model() {
    return placement.model();
  }

  /** The cluster as it is, with nothing added. */
  public ClusterModel start() {
    return start;
  }

  /** How far from the mean a broker may be, as a part of the mean. */
  public double tolerance() {
    return request.tolerance();
  }

  /** The cluster once the plan is carried out. */
  public Placement placement() {
    return placement;
  }

  /** True when a replica moves, another one leads, or the order of replicas changes. */
  public boolean changes(int partition) {
    return placement.isChanged(partition)
        || placement.firstInOrder(partition) != model().firstReplica(partition);
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

  /** Why a partition has another leader than before. */
  public Reason leaderReason(int partition) {
    return reasons.ofLeader(partition);
  }

  /** Hard limits that do not hold in the end, each with what would have to give way. */
  public List<Breach> breaches() {
    var all = new ArrayList<>(Breaches.of(placement, request));
    if (request.objective() == Objective.ELECT) {
      all.addAll(ElectionBreaches.of(placement, request.limits()));
    }
    all.addAll(breaches);
    return List.copyOf(all);
  }

  /** Limits of brokers that do not hold in a cluster as it is. */
  public static List<Breach> overloadsOf(ClusterModel cluster) {
    return List.copyOf(Overloads.of(new Placement(cluster)));
  }

  /** What no plan can do better, in a measure with a band. */
  public Floor floor(Measure measure) {
    return floors.get(measure);
  }

  public Score before() {
    return scoreOf(start);
  }

  /** The figures of a cluster as it is, by the tolerance of this plan. */
  public Score scoreOf(ClusterModel cluster) {
    return Scorer.score(new Placement(cluster), request.tolerance());
  }

  public Score after() {
    return Scorer.score(placement, request.tolerance());
  }

  /**
   * How uneven the brokers are in the end: the coefficient of variation, on the mean over what they
   * carry and that there is enough of.
   */
  public double spread() {
    Score after = after();
    return Measure.scored().stream()
        .filter(each -> !idle.contains(each))
        .mapToDouble(each -> after.of(each).spread().variation())
        .average()
        .orElse(0);
  }

  PlanRequest request() {
    return request;
  }

  /** Measures of which there is too little to be balanced: brokers may be outside in them. */
  public Set<Measure> idle() {
    return idle;
  }

  /** Brokers outside the band, each counted in every measure in which it is and that counts. */
  int outside() {
    Score after = after();
    return Arrays.stream(Measure.values())
        .filter(each -> !idle.contains(each))
        .mapToInt(each -> after.of(each).outside().orElse(0))
        .sum();
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
