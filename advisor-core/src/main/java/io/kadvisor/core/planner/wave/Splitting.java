package io.kadvisor.core.planner.wave;

import io.kadvisor.core.planner.model.ClusterModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts a step that copies several replicas into steps of one copy each: what such a step frees
 * makes room for the next. None of them leaves the partition in fewer racks than both ends are.
 */
final class Splitting {
  private final ClusterModel model;
  private final Step whole;
  private final int racks;
  private final List<Step> parts = new ArrayList<>();
  private final List<Integer> waiting = new ArrayList<>();
  private Replicas now;

  private Splitting(ClusterModel model, Step whole) {
    this.model = model;
    this.whole = whole;
    racks = Math.min(whole.before().racks(), whole.after().racks());
    now = whole.before();
    IntStream.of(whole.added()).forEach(waiting::add);
  }

  /**
   * The parts in their order.
   *
   * @param first which of the new replicas, of {@link Step#added}, is copied first
   */
  static List<Step> split(ClusterModel model, Step whole, int first) {
    var splitting = new Splitting(model, whole);
    splitting.add(first);
    while (!splitting.waiting.isEmpty()) {
      splitting.add(splitting.best());
    }
    return splitting.parts;
  }

  /** The place in {@code waiting} of what keeps most racks. */
  private int best() {
    return IntStream.range(0, waiting.size())
        .boxed()
        .max((one, other) -> Integer.compare(racksWith(one), racksWith(other)))
        .orElseThrow();
  }

  private int racksWith(int place) {
    return next(place).racks();
  }

  private void add(int place) {
    boolean last = waiting.size() == 1;
    Replicas next = last ? whole.after() : next(place);
    waiting.remove(place);
    parts.add(new Step(whole.partition(), whole.urgency(), now, next, whole.consumed()));
    now = next;
  }

  /** The replicas with one more of the new ones, for one of those that go if racks allow that. */
  private Replicas next(int place) {
    int at = waiting.get(place);
    Replicas best = now.plus(whole.after(), at);
    int worth = -1;
    for (int leaving : now.placesNotIn(whole.after())) {
      Replicas swapped = now.replacing(leaving, whole.after(), at);
      int racksThen = swapped.racks();
      if (racksThen >= racks && worth(racksThen, now.broker(leaving)) > worth) {
        worth = worth(racksThen, now.broker(leaving));
        best = swapped;
      }
    }
    return best;
  }

  /** Racks first, then brokers that must end empty, then followers before the leader. */
  private int worth(int racksThen, int leaving) {
    return 4 * racksThen
        + (model.takesReplicas(leaving) ? 0 : 2)
        + (leaving == now.leader() ? 0 : 1);
  }
}
