package io.kadvisor.benchmarks;

import com.sun.management.ThreadMXBean;
import io.kadvisor.cli.plan.PlanWords;
import io.kadvisor.core.judgement.ClusterState;
import io.kadvisor.core.judgement.Judge;
import io.kadvisor.core.planner.kept.PlanMaker;
import io.kadvisor.core.sweep.Sweep;
import io.kadvisor.core.window.Accumulator;
import io.kadvisor.core.window.Observation;
import io.kadvisor.core.window.WindowRoller;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import io.kadvisor.model.advisory.Advisory;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.StreamCounters;
import io.kadvisor.streams.planning.Judged;
import io.kadvisor.streams.planning.PlanWorker;
import io.kadvisor.streams.planning.Plans;
import io.kadvisor.streams.planning.WindowShelf;
import io.kadvisor.testkit.sample.SampledAdvisory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plans are made on a thread of their own: what that costs, and what the sweeps feel of it. */
@Command(
    name = "kept-plan",
    description =
        "The plan of an advisory on a large cluster, made beside the judging and rolling of sweeps: its"
            + " time, its memory, and the time of sweeps before and meanwhile. No broker is started.",
    mixinStandardHelpOptions = true)
final class KeptPlanBenchmark implements Callable<Integer> {
  private static final double MEBIBYTE = 1 << 20;

  @Mixin private FeedSize size;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Sweeps before the clock starts; default: ${DEFAULT-VALUE}.")
  private int warmUp;

  private final Judge judge = new Judge();
  private final WindowRoller roller = WindowRoller.standard();
  private final WindowShelf shelf = new WindowShelf();
  private final Policy policy = Policy.standard(GeneratedFeed.CLUSTER);
  private final Timed plans = new Timed();
  private final PlanWorker worker =
      new PlanWorker(plans, shelf, new PlanMaker(new PlanWords()), new StreamCounters());
  private ClusterState state = ClusterState.EMPTY;
  private Map<Subject, Accumulator> windows = Map.of();
  private final List<Double> cpuSeconds = new ArrayList<>();
  private int next;

  @Override
  public Integer call() throws Exception {
    Figures.say("%s, %d idle; load average %.1f", size, size.idle, Figures.load());
    var feed = new GeneratedFeed(size, Instant.EPOCH, Duration.ofSeconds(5));
    try (PlanWorker running = worker) {
      running.start();
      List<Double> before = sweeps(feed, false);
      System.gc();
      double live = used();
      List<Double> meanwhile = sweeps(feed, true);
      tell(live, before.subList(warmUp, before.size()), meanwhile);
    }
    Figures.say("load average %.1f", Figures.load());
    return 0;
  }

  private void tell(double live, List<Double> before, List<Double> meanwhile) {
    KeptPlan plan = plans.made.orElseThrow();
    Figures.say(
        "plan: %.2f s from the first look to the record, %.2f s of CPU; %,d copies of %,d replicas in %,d waves; %s",
        plans.seconds,
        plans.cpu,
        plan.summary().moved().copies(),
        plan.summary().size().replicas(),
        plan.summary().waves(),
        plan.summary().load().orElseThrow());
    Figures.say("its thread allocated %,.0f MiB in all", plans.allocated / MEBIBYTE);
    System.gc();
    Figures.say("live heap: %,.0f MiB before, %,.0f MiB with it", live, used());
    Figures.say("a sweep judged and rolled, before: %s", Figures.spread(before, "s"));
    Figures.say("a sweep judged and rolled, meanwhile: %s", Figures.spread(meanwhile, "s"));
    int from = size.sweeps;
    Figures.say(
        "by CPU time, before: %s; meanwhile: %s",
        Figures.spread(cpuSeconds.subList(warmUp, from), "s"),
        Figures.spread(cpuSeconds.subList(from, cpuSeconds.size()), "s"));
  }

  private static double used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  /** So many as asked for, or until there is a plan where one is wanted. */
  private List<Double> sweeps(GeneratedFeed feed, boolean wanted) {
    List<Double> seconds = new ArrayList<>();
    while (wanted ? plans.made.isEmpty() : seconds.size() < size.sweeps) {
      Sweep sweep = feed.sweep(next++);
      long start = System.nanoTime();
      long startCpu = cpuOfThis();
      take(sweep, wanted);
      seconds.add((System.nanoTime() - start) / 1e9);
      cpuSeconds.add((cpuOfThis() - startCpu) / 1e9);
    }
    return seconds;
  }

  private static long cpuOfThis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What a stream thread does of a sweep, but for reading and writing. */
  private void take(Sweep sweep, boolean wanted) {
    state = judge.judge(state, sweep, List.of(), policy).state();
    Map<Subject, Accumulator> rolled = new HashMap<>();
    for (Observation seen : roller.observe(sweep)) {
      var known = Optional.ofNullable(windows.get(seen.subject()));
      rolled.put(seen.subject(), roller.roll(known, seen).next());
    }
    windows = rolled;
    shelf.rolled(sweep.clusterId(), sweep.at(), rolled);
    var advisories = new TreeMap<AdvisoryId, Advisory>();
    if (wanted) {
      AdvisoryId skew = new AdvisoryId("replica-skew", Subject.CLUSTER, 1);
      Advisory advisory = SampledAdvisory.opened(sweep.clusterId(), skew, sweep.at()).advisory();
      advisories.put(advisory.id(), advisory);
    }
    worker.offer(new Judged(sweep, policy, state.findings(), advisories));
  }

  /** Keeps nothing but the first plan, and what it took since it was asked for. */
  private static final class Timed implements Plans {
    private volatile Optional<KeptPlan> made = Optional.empty();
    private double seconds;
    private double cpu;
    private long cpuBefore;
    private long allocated;
    private long asked;
    private long before;

    @Override
    public Map<AdvisoryId, KeptPlan> of(ClusterId cluster) {
      asked = System.nanoTime();
      before = allocatedByThis();
      cpuBefore = cpuOfThis();
      return made.map(plan -> Map.of(plan.advisory(), plan)).orElse(Map.of());
    }

    @Override
    public boolean write(KeptPlan plan) {
      int parts = plan.parts().size();
      seconds = (System.nanoTime() - asked) / 1e9;
      allocated = allocatedByThis() - before;
      cpu = (cpuOfThis() - cpuBefore) / 1e9;
      made = Optional.of(plan);
      return parts > 0;
    }

    private static long allocatedByThis() {
      return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Override
    public void forget(ClusterId cluster, AdvisoryId advisory) {}

    @Override
    public void close() {}
  }
}
