package io.kadvisor.core.plan;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.TopicSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Evens out how many partitions each broker is first choice to lead, by reordering replicas only:
 * no data moves and the racks stay as they are. It pushes leaders along the shortest path from the
 * fullest broker to an emptier one until no path helps; then the maximum is as low as these
 * replicas allow (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs and load
 * balancing, 2003, theorem 3.1). Deterministic.
 */
public final class LeaderReorderPlanner {
  private LeaderReorderPlanner() {}

  /**
   * The order of replicas that spreads preferred leaders best.
   *
   * @param topics whose leaders count, and may be reordered
   * @param alive brokers that may lead; partitions that prefer another one are neither counted nor
   *     touched
   */
  public static LeaderReorder plan(Collection<TopicSample> topics, Set<BrokerId> alive) {
    PreferredLeaders leaders = new PreferredLeaders(alive);
    for (TopicSample topic : topics) {
      for (int partition = 0; partition < topic.partitionCount(); partition++) {
        leaders.count(topic, partition);
      }
    }
    SortedMap<BrokerId, Integer> before = leaders.loads();
    Optional<List<Integer>> path = leaders.evenerPath();
    while (path.isPresent()) {
      leaders.push(path.get());
      path = leaders.evenerPath();
    }
    return new LeaderReorder(planOf(leaders.rows()), before, leaders.loads());
  }

  private static ReassignmentPlan planOf(List<PreferredLeaders.Row> rows) {
    List<Assignment> target = new ArrayList<>();
    List<Assignment> present = new ArrayList<>();
    for (PreferredLeaders.Row row : rows) {
      if (row.changed()) {
        target.add(row.reordered());
        present.add(row.present());
      }
    }
    return new ReassignmentPlan(new Reassignment(target), new Reassignment(present));
  }
}
