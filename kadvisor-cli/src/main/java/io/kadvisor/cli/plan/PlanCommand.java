package io.kadvisor.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.plan.broker.BrokerChart;
import io.kadvisor.cli.plan.wave.WaveOptions;
import io.kadvisor.cli.plan.wave.WaveSummary;
import io.kadvisor.collector.facts.Unreadable;
import io.kadvisor.core.planner.Alternative;
import io.kadvisor.core.planner.Alternatives;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.model.ClusterModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "0 when there is a plan, 2 with every fault of the input, 3 when a cluster cannot be read."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  /** What a person reads, or a script. */
  enum Form {
    TEXT,
    JSON
  }

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
      description = "Where the reason of each move goes, one a line.")
  private Path explain;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Where a picture of the brokers before and after goes, as SVG.")
  private Path chart;

  @Mixin private PlanOptions options;

  @Mixin private WhatIfOptions whatIf;

  @Mixin private WaveOptions waves;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    List<String> faults = new ArrayList<>();
    long end = start + options.limit(faults).toNanos();
    waves.check(faults);
    Optional<ClusterOptions.Read> read;
    try {
      read = cluster.read(whatIf.leaving(faults), faults, what -> tell(err, what));
    } catch (Unreadable unreadable) {
      err.println("kadvisor: " + unreadable.getMessage());
      return ExitCode.NOT_CARRIED_OUT.number();
    }
    Optional<Imagined> imagined = read.map(found -> whatIf.of(found.model(), faults));
    Optional<PlanRequest> request =
        imagined.flatMap(found -> options.request(found.model(), faults));
    if (request.isEmpty()) {
      err.printf("kadvisor: %s and the options have %d faults:%n", cluster.name(), faults.size());
      faults.forEach(fault -> err.println("  " + fault));
      return ExitCode.WRONG_USAGE.number();
    }
    ClusterModel model = imagined.get().model();
    BooleanSupplier stop = () -> System.nanoTime() - end > 0;
    Plan plan = Planner.plan(model, request.get(), stop);
    long millis = (System.nanoTime() - start) / 1_000_000;
    List<Alternative> others =
        options.wantsAlternatives() ? Alternatives.of(plan, stop) : List.of();
    var alternatives = new AlternativesSummary(plan, others, waves);
    write(read.get(), plan, new PlanSummary(plan, imagined.get(), millis), alternatives, millis);
    return ExitCode.DONE.number();
  }

  /** To those who read along; scripts have no use for it. */
  private void tell(PrintWriter err, String what) {
    if (form == Form.TEXT) {
      err.println("kadvisor: " + what);
    }
  }

  private void write(
      ClusterOptions.Read read,
      Plan plan,
      PlanSummary summary,
      AlternativesSummary alternatives,
      long millis)
      throws IOException {
    if (output != null) {
      PlanFile.write(plan, millis, output);
    }
    if (explain != null) {
      Explanation.write(plan, explain);
    }
    if (chart != null) {
      BrokerChart.write(plan, chart);
    }
    WaveSummary carriedOut = waves.carryOut(plan);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case TEXT -> {
        read.print(out);
        summary.print(out);
        alternatives.print(out);
        carriedOut.print(out);
      }
      case JSON -> {
        Map<String, Object> json = summary.json();
        json.putAll(read.json());
        json.put("alternatives", alternatives.json());
        json.put("waves", carriedOut.json());
        out.println(new ObjectMapper().writeValueAsString(json));
      }
    }
    out.flush();
  }
}
