package io.kadvisor.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.exit.Form;
import io.kadvisor.cli.plan.broker.BrokerChart;
import io.kadvisor.cli.plan.execute.Beforehand;
import io.kadvisor.cli.plan.execute.ExecuteOptions;
import io.kadvisor.cli.plan.execute.Execution;
import io.kadvisor.cli.plan.execute.Interrupts;
import io.kadvisor.cli.plan.wave.Cutting;
import io.kadvisor.cli.plan.wave.WaveOptions;
import io.kadvisor.cli.plan.wave.WaveSummary;
import io.kadvisor.cli.plan.wave.Words;
import io.kadvisor.collector.facts.Unreadable;
import io.kadvisor.core.planner.Alternative;
import io.kadvisor.core.planner.Alternatives;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.executor.wave.Unanswered;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * From a file with a cluster, or from one that runs, to a file with where its replicas should be.
 */
@Command(
    name = "plan",
    description = {
      "Plans where replicas and leaders should be, copying as little as it can: empties brokers that",
      "must go, spreads partitions over racks, and brings every broker within the band about the mean.",
      "Changes nothing without --execute. 0 when there is a plan (with --execute: when it is carried",
      "out), 2 with every fault of the input, 3 when a cluster cannot be read or the plan not be",
      "carried out to its end."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the plan goes, as rebalance-output/1.")
  private Path output;

  @Option(
      names = "--output-format",
      paramLabel = "FORM",
      description = "Of the summary: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "TEXT")
  private Form form;

  @Option(
      names = "--explain",
      paramLabel = "FILE",
      description =
          "Where the reason of each move goes, one a line: as JSON if FILE ends in .jsonl.")
  private Path explain;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Where a picture of the brokers before and after goes, as SVG.")
  private Path chart;

  @Mixin private PlanOptions options;

  @Mixin private WhatIfOptions whatIf;

  @Mixin private WaveOptions waves;

  @Mixin private ExecuteOptions execute;

  @Spec private CommandSpec spec;

  /** A plan with what it was made from, and how long that took. */
  private record Planned(
      ClusterOptions.Read read, Imagined imagined, Plan plan, List<String> within, long millis) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    List<String> faults = new ArrayList<>();
    var stop = new TimeLimit(options.limit(faults));
    waves.check(faults);
    try {
      Optional<Planned> planned = plan(Set.of(), stop, faults);
      if (planned.isEmpty()) {
        err.printf(
            "kadvisor: %s and the options have %s:%n",
            cluster.name(), Words.count(faults.size(), "fault"));
        faults.forEach(fault -> err.println("  " + fault));
        return ExitCode.WRONG_USAGE.number();
      }
      List<Alternative> others =
          options.wantsAlternatives() ? alternatives(planned.get().plan(), stop) : List.of();
      return write(planned.get(), others).number();
    } catch (Unreadable | Unanswered failure) {
      err.println("kadvisor: " + failure.getMessage());
      return ExitCode.NOT_CARRIED_OUT.number();
    }
  }

  /**
   * Reads the cluster and plans for it.
   *
   * @param lost brokers that are planned without, where they hold anything
   * @return absent where there are faults
   */
  private Optional<Planned> plan(Set<Integer> lost, TimeLimit stop, List<String> faults)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    Optional<ClusterOptions.Read> read =
        cluster.read(whatIf.leaving(lost, faults), faults, what -> tell(err, what));
    Optional<Imagined> imagined = read.map(found -> whatIf.of(found.model(), faults));
    execute.check(cluster.isLive(), imagined.filter(Imagined::isWhatIf).isPresent(), faults);
    Optional<PlanRequest> request =
        imagined.flatMap(found -> options.request(found.model(), faults));
    return request.map(
        asked -> {
          Plan plan = Planner.plan(imagined.get().model(), asked, stop);
          long millis = (System.nanoTime() - start) / 1_000_000;
          List<String> within = options.within(stop.isUsed());
          return new Planned(read.get(), imagined.get(), plan, within, millis);
        });
  }

  /** Tells how far it is, where that takes long, and where there was no time for all. */
  private List<Alternative> alternatives(Plan plan, BooleanSupplier stop) {
    PrintWriter err = spec.commandLine().getErr();
    var patience = new Patience(options.timeForAlternatives());
    int all = Alternatives.count(plan);
    int[] made = new int[1];
    List<Alternative> found =
        Alternatives.of(
            plan,
            () -> stop.getAsBoolean() || patience.isOver(),
            count -> {
              made[0] = count;
              if (patience.isLong()) {
                tell(err, "alternatives: %d of %d plans made".formatted(count, all));
              }
            });
    if (made[0] < all) {
      tell(
          err,
          "alternatives: no time for more than %d of %d plans; --time-limit gives them another"
              .formatted(made[0], all));
    }
    return found;
  }

  /** To those who read along; scripts have no use for it. */
  private void tell(PrintWriter err, String what) {
    if (form == Form.TEXT) {
      err.println("kadvisor: " + what);
    }
  }

  private ExitCode write(Planned planned, List<Alternative> others)
      throws IOException, InterruptedException {
    Plan plan = planned.plan();
    if (output != null) {
      PlanFile.write(plan, planned.millis(), output);
    }
    if (explain != null) {
      Explanation.write(plan, explain);
    }
    if (chart != null) {
      BrokerChart.write(plan, chart);
    }
    Cutting cutting = waves.on(planned.read().platform());
    WaveSummary cut = cutting.carryOut(plan);
    Map<String, Object> json = tell(planned, new AlternativesSummary(plan, others, cutting), cut);
    if (execute.isAsked()) {
      return carryOut(planned, cut, json);
    }
    end(json);
    return ExitCode.DONE;
  }

  private void end(Map<String, Object> json) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (form == Form.JSON) {
      out.println(new ObjectMapper().writeValueAsString(json));
    }
    out.flush();
  }

  /** Tells a person at once; what a script is told can still be added to. */
  private Map<String, Object> tell(
      Planned planned, AlternativesSummary alternatives, WaveSummary cut) {
    PrintWriter out = spec.commandLine().getOut();
    var summary =
        new PlanSummary(planned.plan(), planned.imagined(), planned.within(), planned.millis());
    Map<String, Object> json = new LinkedHashMap<>();
    switch (form) {
      case TEXT -> {
        planned.read().print(out);
        summary.print(out);
        alternatives.print(out);
        cut.print(out);
      }
      case JSON -> {
        json.putAll(summary.json());
        json.putAll(planned.read().json());
        json.put("alternatives", alternatives.json());
        json.put("waves", cut.json());
      }
    }
    return json;
  }

  private ExitCode carryOut(Planned planned, WaveSummary cut, Map<String, Object> json)
      throws IOException, InterruptedException {
    var terminal = spec.commandLine();
    Plan plan = planned.plan();
    var before = new Beforehand(planned.read().cpu(), planned.read().model().brokers());
    Optional<String> refusal = cut.waves().copies() > 0 ? before.refusal() : Optional.empty();
    if (refusal.isPresent()) {
      terminal.getErr().println("kadvisor: " + refusal.get());
      json.put("execution", Map.of("notBegun", refusal.get()));
      end(json);
      return ExitCode.NOT_CARRIED_OUT;
    }
    PrintWriter told = form == Form.TEXT ? terminal.getOut() : terminal.getErr();
    try (Interrupts interrupts = Interrupts.listen()) {
      Execution execution =
          Execution.of(plan, cut.waves(), before, cluster.reached(), interrupts, told);
      execution.print(told);
      json.put("execution", execution.json());
      Optional<Set<Integer>> lost = execution.lostBeforeTheEnd();
      if (lost.isPresent()) {
        planAnew(lost.get(), json);
      }
      // before it stops to listen: a process that was told to end ends then
      end(json);
      return execution.exit();
    }
  }

  /** For the cluster as it is, now that the plan for the former one has been stopped. */
  private void planAnew(Set<Integer> lost, Map<String, Object> json)
      throws IOException, InterruptedException {
    List<String> faults = new ArrayList<>();
    try {
      Optional<Planned> anew = plan(lost, new TimeLimit(options.limit(faults)), faults);
      if (anew.isPresent()) {
        tellAnew(anew.get(), lost, json);
      }
    } catch (Unreadable unread) {
      faults.add(unread.getMessage());
    }
    if (!faults.isEmpty()) {
      json.put("notPlannedAnew", faults);
      faults.forEach(fault -> spec.commandLine().getErr().println("kadvisor: " + fault));
    }
  }

  private void tellAnew(Planned anew, Set<Integer> lost, Map<String, Object> json) {
    PrintWriter out = spec.commandLine().getOut();
    Plan plan = anew.plan();
    if (form == Form.TEXT) {
      out.printf("%nPlanned anew, for the cluster as it is now:%n");
    }
    Cutting cutting = waves.on(anew.read().platform());
    var none = new AlternativesSummary(plan, List.of(), cutting);
    json.put("plannedAnew", tell(anew, none, cutting.cut(plan)));
    if (form == Form.TEXT) {
      out.println(Execution.wayOn(plan, lost));
    }
  }
}
