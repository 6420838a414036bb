package io.kadvisor.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.plan.wave.WaveOptions;
import io.kadvisor.cli.plan.wave.WaveSummary;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.InvalidModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From a file with a cluster to a file with where its replicas should be. */
@Command(
    name = "plan",
    description = {
      "Plans where replicas and leaders should be, copying as little as it can: empties brokers that",
      "must go, spreads partitions over racks, and brings every broker within the band about the mean.",
      "0 when there is a plan, 2 with every fault of the input."
    },
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  /** What a person reads, or a script. */
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "The cluster, as rebalance-input/1; gzipped or not.")
  private Path input;

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

  @Mixin private PlanOptions options;

  @Mixin private WaveOptions waves;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    List<String> faults = new ArrayList<>();
    long end = start + options.limit(faults).toNanos();
    waves.check(faults);
    Optional<ClusterModel> model = read(options.brokerChanges(faults), faults);
    Optional<PlanRequest> request = model.flatMap(found -> options.request(found, faults));
    if (request.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("kadvisor: %s and the options have %d faults:%n", input, faults.size());
      faults.forEach(fault -> err.println("  " + fault));
      return ExitCode.WRONG_USAGE.number();
    }
    Plan plan = Planner.plan(model.get(), request.get(), () -> System.nanoTime() - end > 0);
    long millis = (System.nanoTime() - start) / 1_000_000;
    write(plan, millis);
    return ExitCode.DONE.number();
  }

  private Optional<ClusterModel> read(BrokerChanges changes, List<String> faults)
      throws IOException {
    if (!Files.isReadable(input) || Files.isDirectory(input)) {
      faults.add("--input: " + input + " cannot be read; give a file of format rebalance-input/1");
      return Optional.empty();
    }
    try {
      return Optional.of(ModelReader.read(input, changes));
    } catch (InvalidModelException invalid) {
      faults.addAll(invalid.faults());
      return Optional.empty();
    }
  }

  private void write(Plan plan, long millis) throws IOException {
    if (output != null) {
      PlanFile.write(plan, millis, output);
    }
    if (explain != null) {
      Explanation.write(plan, explain);
    }
    WaveSummary carriedOut = waves.carryOut(plan);
    var summary = new PlanSummary(plan, millis);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case TEXT -> {
        summary.print(out);
        carriedOut.print(out);
      }
      case JSON -> {
        Map<String, Object> json = summary.json();
        json.put("waves", carriedOut.json());
        out.println(new ObjectMapper().writeValueAsString(json));
      }
    }
    out.flush();
  }
}
