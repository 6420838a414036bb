package io.kadvisor.benchmarks;

import io.kadvisor.core.planner.Breach;
import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.score.Violations;
import io.kadvisor.core.planner.search.Limits;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plans for many clusters drawn by chance, and how good each is. */
@Command(
    name = "plan-quality",
    description = "Plans for clusters drawn by chance: who is left outside the band, what moves.",
    mixinStandardHelpOptions = true)
final class PlanQuality implements Callable<Integer> {
  private static final String FORM = "%-6s %7s %5s %8s  %-19s %-18s %6s %6s %7s %7s  %s";
  private static final List<Measure> SHOWN = Measure.scored();

  @Option(names = "--kind", defaultValue = "VARIED", description = "${COMPLETION-CANDIDATES}")
  private DrawnCluster.Kind kind;

  @Option(names = "--count", defaultValue = "100", description = "${DEFAULT-VALUE}")
  private int count;

  @Option(names = "--replicas", defaultValue = "20000", description = "At most; ${DEFAULT-VALUE}")
  private int replicas;

  @Option(names = "--seed", defaultValue = "1", description = "Of the first; ${DEFAULT-VALUE}")
  private long seed;

  private int outside;
  private int floors;
  private int atFloor;
  private int breaking;
  private double moved;
  private double millis;

  @Override
  public Integer call() {
    Figures.say("outside and floor: brokers, in c(pu) d(isk) i(n) o(ut) r(eplicas) l(eaders)");
    Figures.say(
        FORM,
        "seed",
        "brokers",
        "racks",
        "replicas",
        "outside: c d i o r l",
        "floor: c d i o r l",
        "moved",
        "bound",
        "leaders",
        "cpu ms",
        "");
    for (int each = 0; each < count; each++) {
      look(seed + each);
    }
    Figures.say(
        "outside %d, floors %d; at the floor %d of %d; rules broken in %d; moved %.2f %% on the"
            + " mean; %.0f ms of CPU",
        outside, floors, atFloor, count, breaking, moved / count, millis);
    return 0;
  }

  private void look(long drawn) {
    DrawnCluster cluster = DrawnCluster.draw(kind, replicas, drawn);
    ClusterModel model = cluster.model();
    double start = cpuMillis();
    Plan plan =
        Planner.plan(
            model,
            new PlanRequest(Objective.BALANCE, model.constraints().tolerance(), Limits.NONE, 1),
            () -> false);
    double took = cpuMillis() - start;
    int out = SHOWN.stream().mapToInt(measure -> outside(plan, measure)).sum();
    int floor = SHOWN.stream().mapToInt(measure -> plan.floor(measure).outside()).sum();
    double all = IntStream.range(0, model.replicaCount()).mapToDouble(model::disk).sum() / 100;
    Floor bytes = plan.floor(Measure.DISK);
    outside += out;
    floors += floor;
    atFloor += out <= floor ? 1 : 0;
    moved += plan.moves().megabytes() / all;
    millis += took;
    Figures.say(
        FORM,
        drawn,
        model.brokerCount(),
        model.racks().size(),
        model.replicaCount(),
        told(SHOWN.stream().map(measure -> outside(plan, measure)).toList()),
        told(SHOWN.stream().map(measure -> plan.floor(measure).outside()).toList()),
        "%.1f".formatted(plan.moves().megabytes() / all),
        "%.1f".formatted(Math.max(bytes.moved(), bytes.movedAsShared()) / all),
        plan.moves().leaderChanges(),
        "%.0f".formatted(took),
        cluster.about() + (out > floor ? " *" : "") + rules(plan));
  }

  /** Others have the machine's cores, too: wall time would be theirs. */
  private static double cpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
  }

  private static int outside(Plan plan, Measure measure) {
    return plan.idle().contains(measure) ? 0 : plan.after().of(measure).outside().orElse(0);
  }

  private static String told(List<Integer> figures) {
    return figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  /** What does not hold in the end; too few racks is no fault of the plan. */
  private String rules(Plan plan) {
    Violations broken = plan.after().violations();
    List<String> all =
        plan.breaches().stream()
            .filter(breach -> breach.kind() != Breach.Kind.RACKS)
            .map(Breach::sentence)
            .toList();
    boolean any = !broken.equals(new Violations(0, 0, 0, 0));
    breaking += any || !all.isEmpty() ? 1 : 0;
    return (any ? " " + broken : "") + (all.isEmpty() ? "" : " " + all);
  }
}
