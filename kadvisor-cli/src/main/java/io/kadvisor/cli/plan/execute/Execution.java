package io.kadvisor.cli.plan.execute;

import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.collector.facts.ReadingSource;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.model.Broker;
import io.kadvisor.core.planner.wave.Waves;
import io.kadvisor.executor.admin.AdminCluster;
import io.kadvisor.executor.wave.Cause;
import io.kadvisor.executor.wave.MovableCluster;
import io.kadvisor.executor.wave.Orders;
import io.kadvisor.executor.wave.Outcome;
import io.kadvisor.executor.wave.Pacing;
import io.kadvisor.executor.wave.PlanOrders;
import io.kadvisor.executor.wave.Stop;
import io.kadvisor.executor.wave.WaveRunner;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of carrying a plan out. */
public final class Execution {
  private final Waves waves;
  private final boolean nothing;
  private final Outcome outcome;

  private Execution(Waves waves, boolean nothing, Outcome outcome) {
    this.waves = waves;
    this.nothing = nothing;
    this.outcome = outcome;
  }

  /**
   * Does all of it, or as much as can be.
   *
   * @param before what was looked at
   * @param reached the cluster
   * @param out gets each wave before it begins, and what came of it
   * @throws io.kadvisor.executor.wave.Unanswered when the cluster cannot be read before anything is
   *     done
   */
  public static Execution of(
      Plan plan,
      Waves waves,
      Beforehand before,
      Reached reached,
      Interrupts interrupts,
      PrintWriter out)
      throws InterruptedException {
    Orders orders = PlanOrders.of(plan, waves);
    if (orders.isEmpty()) {
      return new Execution(waves, true, Outcome.NOTHING);
    }
    out.printf(
        "%nCarrying it out on %s. Ctrl-C stops, and takes back what is under way.%n",
        plan.start().name());
    out.println(before.sentence());
    try (MovableCluster cluster = new AdminCluster(reached.client());
        ReadingSource readings = reached.readings()) {
      var narration = new Narration(waves, out, isTerminal());
      var cpu = new JmxCpu(readings, reached.declared());
      var runner = new WaveRunner(cluster, cpu, Pacing.DEFAULT, interrupts.signal(), narration);
      return new Execution(waves, false, runner.carryOut(orders));
    }
  }

  // from Java 22 on a console is there in a pipe, too: progress is then told there as well
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  public ExitCode exit() {
    return outcome.stop().isEmpty() ? ExitCode.DONE : ExitCode.NOT_CARRIED_OUT;
  }

  /**
   * Brokers that were lost meanwhile; empty when there is no use in planning again: because all is
   * done, nothing was changed, or the operator stopped it.
   */
  public Optional<Set<Integer>> lostBeforeTheEnd() {
    return outcome
        .stop()
        .filter(stop -> stop.cause() != Cause.INTERRUPTED && stop.cause() != Cause.UNANSWERED)
        .filter(stop -> outcome.changedSomething())
        .map(Stop::lost);
  }

  public void print(PrintWriter out) {
    if (nothing) {
      out.println(nothing(waves));
    } else {
      new Report(waves, outcome).sentences().forEach(out::println);
    }
    out.flush();
  }

  private static String nothing(Waves waves) {
    boolean all = waves.blocked().isEmpty() && waves.underMinIsr().isEmpty();
    return all
        ? "Nothing to carry out: the plan changes nothing."
        : "Nothing to carry out: what the plan changes is in no wave, as said above.";
  }

  /** The same for a script. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("wavesDone", outcome.wavesDone());
    json.put("waves", waves.waves().size());
    json.put("asPlanned", outcome.stop().isEmpty());
    outcome.stop().ifPresent(stop -> json.put("stopped", json(stop)));
    json.put("throttlesLeft", Report.throttled(outcome).keySet());
    return json;
  }

  private static Map<String, Object> json(Stop stop) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cause", stop.cause());
    json.put("why", stop.why());
    json.put("lostBrokers", stop.lost());
    json.put("partitionsDone", Report.names(stop.done()));
    json.put("partitionsTakenBack", Report.names(stop.takenBack()));
    json.put("partitionsGoingOn", Report.names(stop.goingOn().keySet()));
    return json;
  }

  /** What to do with a plan that was made after brokers were lost. */
  public static String wayOn(Plan again, Set<Integer> lost) {
    String without =
        again.start().brokers().stream()
            .map(Broker::id)
            .filter(lost::contains)
            .map(id -> " --remove-broker " + id)
            .collect(Collectors.joining());
    return without.isEmpty()
        ? "The same command carries it out, once you know why the former one stopped."
        : "The same command with"
            + without
            + " carries it out. If what was lost comes back, plan with it instead: less is copied.";
  }
}
