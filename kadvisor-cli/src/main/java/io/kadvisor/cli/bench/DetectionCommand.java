package io.kadvisor.cli.bench;

import io.kadvisor.cli.demo.DemoFailedException;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.exit.Form;
import io.kadvisor.cli.exit.FormOption;
import io.kadvisor.localcluster.LocalClusterException;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import io.kadvisor.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From the cluster's own metadata showing a fault to its advisory on the API. */
@Command(
    name = "detection",
    description = {
      "Injects faults again and again into three real brokers, and measures the time from the",
      "cluster's own metadata showing a fault to an independent client, to its advisory on the API.",
      "0 when every fault was told, 1 otherwise."
    },
    mixinStandardHelpOptions = true)
final class DetectionCommand implements Callable<Integer> {
  /** Where Kadvisor keeps its topics. */
  enum HomeCluster {
    SAME,
    OTHER
  }

  private static final List<String> FAULTS =
      List.of("broker-loss", "broker-pause", "slow-follower", "stopped-consumer", "leader-skew");

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Injections of each fault; default: ${DEFAULT-VALUE}.",
      defaultValue = "20")
  private int repeat;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws targets and pauses; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--home",
      paramLabel = "WHERE",
      description =
          "Whether Kadvisor's topics are on the watched cluster or on another:"
              + " ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "SAME")
  private HomeCluster home;

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "NAME",
      description = "Scenarios to inject; default: all that are measured.")
  private List<String> faults = FAULTS;

  @Mixin private FormOption output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    // brokers die here on purpose: what clients say of it would hide the figures
    System.setProperty("kadvisor.log.kafka", "OFF");
    check();
    var bench =
        new DetectionBench(
            new DetectionBench.Plan(faults, repeat, seed, home == HomeCluster.OTHER),
            this::say,
            Clock.systemUTC());
    try {
      return tell(bench.run());
    } catch (LocalClusterException | DemoFailedException e) {
      spec.commandLine().getErr().println("kadvisor: " + e.getMessage());
      return ExitCode.NOT_CARRIED_OUT.number();
    }
  }

  /** In a pipe, too: it takes half an hour, and what was measured is not lost with its end. */
  private void say(String progress) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(progress);
    err.flush();
  }

  private void check() {
    List<String> unknown =
        faults.stream().filter(name -> !ScenarioFile.SHIPPED.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "No such scenario is shipped: " + unknown);
    }
    if (repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "--repeat must be above zero, not " + repeat);
    }
  }

  private int tell(DetectionReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.form() == Form.JSON) {
      out.println(json(report));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
    return (report.missed() == 0 ? ExitCode.DONE : ExitCode.CHECK_FOUND_SOMETHING).number();
  }

  private static String json(DetectionReport report) {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (IOException e) {
      throw new UncheckedIOException("a report can be written", e);
    }
  }
}
