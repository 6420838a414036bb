package io.kadvisor.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kadvisor.cli.config.Durations;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.plan.wave.WaveOptions;
import io.kadvisor.cli.plan.wave.WaveSummary;
import io.kadvisor.core.planner.Objective;
import io.kadvisor.core.planner.Plan;
import io.kadvisor.core.planner.PlanRequest;
import io.kadvisor.core.planner.Planner;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.model.InvalidModelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "BALANCE")
  private Objective objective;

  @Option(
      names = "--tolerance",
      paramLabel = "PART",
      description = "How far from the mean a broker may be, such as 0.05; default: the input's.")
  private Double tolerance;

  @Option(
      names = "--max-data",
      paramLabel = "MB",
      description = "At most so many megabytes are copied.")
  private double maxData = Double.MAX_VALUE;

  @Option(
      names = "--max-moves",
      paramLabel = "N",
      description = "At most so many replicas are copied.")
  private int maxMoves = Integer.MAX_VALUE;

  @Option(
      names = "--add-broker",
      paramLabel = "ID:RACK",
      description = "Adds an empty broker with the capacity of the first one.")
  private List<String> added = new ArrayList<>();

  @Option(names = "--remove-broker", paramLabel = "ID", description = "Empties a broker.")
  private Set<Integer> removed = new HashSet<>();

  @Option(names = "--exclude-topic", paramLabel = "TOPIC", description = "Leaves a topic as it is.")
  private Set<String> excludedTopics = new HashSet<>();

  @Option(
      names = "--exclude-broker",
      paramLabel = "ID",
      description = "Brings nothing to a broker.")
  private Set<Integer> excludedBrokers = new HashSet<>();

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = "Ends the search after so long, such as 30s, with what it has.")
  private String timeLimit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same plan; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Mixin private WaveOptions waves;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    long end = start + limit().toNanos();
    List<String> faults = new ArrayList<>();
    waves.check(faults);
    if (!faults.isEmpty()) {
      throw wrong(String.join("; ", faults));
    }
    ClusterModel model;
    try {
      model = ModelReader.read(readable(input), new BrokerChanges(racksById(), removed));
    } catch (InvalidModelException invalid) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf("kadvisor: %s has %d faults:%n", input, invalid.faults().size());
      invalid.faults().forEach(fault -> err.println("  " + fault));
      return ExitCode.WRONG_USAGE.number();
    }
    Plan plan = Planner.plan(model, request(model), () -> System.nanoTime() - end > 0);
    long millis = (System.nanoTime() - start) / 1_000_000;
    write(plan, millis);
    return ExitCode.DONE.number();
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

  private PlanRequest request(ClusterModel model) {
    double band = tolerance == null ? model.constraints().tolerance() : tolerance;
    if (!(band > 0 && band < 1)) {
      throw wrong("--tolerance: " + band + " is not between 0 and 1");
    }
    var limits = new PlanLimits(model, faults -> wrong(String.join("; ", faults)));
    return new PlanRequest(
        objective, band, limits.of(maxData, maxMoves, excludedTopics, excludedBrokers), seed);
  }

  private Path readable(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong("--input: " + file + " cannot be read");
    }
    return file;
  }

  private Duration limit() {
    if (timeLimit == null) {
      return Duration.ofDays(1);
    }
    return Durations.parse(timeLimit)
        .orElseThrow(() -> wrong("--time-limit: " + timeLimit + " is no time such as 30s"));
  }

  private Map<Integer, String> racksById() {
    Map<Integer, String> racks = new HashMap<>();
    for (String each : added) {
      int colon = each.indexOf(':');
      if (colon < 1
          || colon == each.length() - 1
          || !each.substring(0, colon).matches("\\d{1,9}")) {
        throw wrong("--add-broker: " + each + " is not ID:RACK, such as 7:az1");
      }
      racks.put(Integer.parseInt(each.substring(0, colon)), each.substring(colon + 1));
    }
    return racks;
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), String.format(Locale.ROOT, "%s", why));
  }
}
