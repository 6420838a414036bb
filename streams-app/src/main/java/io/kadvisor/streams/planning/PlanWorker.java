package io.kadvisor.streams.planning;

import io.kadvisor.core.planner.kept.Drift;
import io.kadvisor.core.planner.kept.LoadBase;
import io.kadvisor.core.planner.kept.PlanMaker;
import io.kadvisor.core.planner.kept.PlanWish;
import io.kadvisor.core.planner.kept.Readiness;
import io.kadvisor.core.planner.model.InvalidModelException;
import io.kadvisor.core.window.LatestWindows;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.advisory.AdvisoryState;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.plan.PlanSummary.Replaced;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.StreamCounters.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each advisory that wants one a plan for its cluster, and another when the cluster is not
 * any more what the plan starts from. It has a thread of its own and looks at the newest judged
 * sweep of each cluster; what came while it was busy is passed over. All that it knows is on the
 * topic: a restart costs one look, and no plan is made twice.
 */
public final class PlanWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlanWorker.class);

  /** Of a search; 2.8 million replicas take as long. */
  private static final Duration SEARCH = Duration.ofSeconds(30);

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Plans plans;
  private final WindowShelf windows;
  private final PlanMaker maker;
  private final StreamCounters counters;
  private final Map<ClusterId, Judged> waiting = new LinkedHashMap<>();
  private final Map<ClusterId, Set<AdvisoryId>> planned = new HashMap<>();
  private final Thread thread = new Thread(this::run, "planner");
  private volatile boolean closing;

  /**
   * @param windows of the same stream threads that offer sweeps
   */
  public PlanWorker(Plans plans, WindowShelf windows, PlanMaker maker, StreamCounters counters) {
    this.plans = plans;
    this.windows = windows;
    this.maker = maker;
    this.counters = counters;
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes note of a sweep in the place of an older one of its cluster; never waits. */
  public void offer(Judged judged) {
    synchronized (waiting) {
      waiting.put(judged.sweep().clusterId(), judged);
      waiting.notifyAll();
    }
  }

  private void run() {
    try {
      while (!closing) {
        attempt(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      plans.close();
    }
  }

  private Judged next() throws InterruptedException {
    synchronized (waiting) {
      while (waiting.isEmpty()) {
        waiting.wait();
      }
      ClusterId first = waiting.keySet().iterator().next();
      return waiting.remove(first);
    }
  }

  /** A failure costs this sweep's look, never the thread. */
  private void attempt(Judged judged) {
    try {
      look(judged);
    } catch (RuntimeException e) {
      if (!closing) {
        counters.add(Count.PLANS_FAILED);
        LOG.warn("Cluster {} has not been planned for", judged.sweep().mark().alias(), e);
      }
    }
  }

  /** Does what one judged sweep asks for. */
  void look(Judged judged) {
    ClusterId cluster = judged.sweep().clusterId();
    LatestWindows latest = windows.of(cluster);
    Map<AdvisoryId, PlanWish> wishes = wishes(judged);
    Set<AdvisoryId> known = planned.get(cluster);
    if (wishes.isEmpty() && known != null && judged.advisories().keySet().containsAll(known)) {
      return;
    }
    Map<AdvisoryId, KeptPlan> there = plans.of(cluster);
    Set<AdvisoryId> left = new HashSet<>(there.keySet());
    for (AdvisoryId advisory : there.keySet()) {
      if (!judged.advisories().containsKey(advisory)) {
        plans.forget(cluster, advisory);
        left.remove(advisory);
      }
    }
    planned.put(cluster, left);
    if (Readiness.waitsFor(judged.sweep()).isEmpty()) {
      wishes.forEach(
          (advisory, wish) ->
              plan(advisory, wish, judged, latest, Optional.ofNullable(there.get(advisory))));
    }
  }

  private static Map<AdvisoryId, PlanWish> wishes(Judged judged) {
    Map<AdvisoryId, PlanWish> wishes = new LinkedHashMap<>();
    for (Advisory advisory : judged.advisories().values()) {
      PlanWish.of(advisory, judged.sweep(), judged.policy())
          .ifPresent(wish -> wishes.put(advisory.id(), wish));
    }
    return wishes;
  }

  private void plan(
      AdvisoryId id, PlanWish wish, Judged judged, LatestWindows latest, Optional<KeptPlan> there) {
    Advisory advisory = judged.advisories().get(id);
    Optional<String> drift =
        there.flatMap(plan -> Drift.of(plan, wish, judged.sweep(), latest, judged.policy()));
    boolean frozen = there.isPresent() && isFrozen(advisory);
    if (frozen || (there.isPresent() && drift.isEmpty())) {
      return;
    }
    Optional<Instant> since = LoadBase.troubledSince(advisory, judged.findings());
    LoadBase.of(wish, since, judged.sweep(), latest)
        .ifPresent(load -> write(id, wish, judged, load, drift, there));
  }

  private void write(
      AdvisoryId id,
      PlanWish wish,
      Judged judged,
      LoadBase load,
      Optional<String> drift,
      Optional<KeptPlan> there) {
    try {
      KeptPlan made = made(id, wish, judged, load);
      KeptPlan next =
          drift.map(why -> made.inPlaceOf(new Replaced(there.get().id(), why))).orElse(made);
      if (!closing && plans.write(next)) {
        planned.get(made.cluster()).add(id);
        counters.add(drift.isPresent() ? Count.PLANS_REPLACED : Count.PLANS_MADE);
        LOG.info(
            "Plan {} of {} {}",
            next.id(),
            id,
            drift.map(why -> "replaces another, since " + why).orElse("is the first"));
      }
    } catch (InvalidModelException e) {
      counters.add(Count.PLANS_NOT_POSSIBLE);
      LOG.atDebug().addKeyValue("advisory", id).addKeyValue("why", e.faults()).log("No plan");
    }
  }

  /** What was approved is what runs. */
  private static boolean isFrozen(Advisory advisory) {
    return advisory.state() == AdvisoryState.APPROVED || advisory.state() == AdvisoryState.RUNNING;
  }

  private KeptPlan made(AdvisoryId id, PlanWish wish, Judged judged, LoadBase load)
      throws InvalidModelException {
    long end = System.nanoTime() + SEARCH.toNanos();
    return maker.make(
        id,
        wish,
        judged.sweep(),
        load,
        judged.policy(),
        () -> closing || System.nanoTime() - end > 0);
  }

  /** A plan that is being made is not waited for. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
