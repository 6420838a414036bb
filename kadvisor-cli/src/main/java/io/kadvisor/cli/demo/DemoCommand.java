package io.kadvisor.cli.demo;

import io.kadvisor.cli.config.Durations;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.localcluster.LocalClusterException;
import io.kadvisor.localcluster.scenario.InvalidScenario;
import io.kadvisor.localcluster.scenario.ScenarioFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Three real brokers, a live workload and the whole advisor; with a scenario it ends by itself. */
@Command(
    name = "demo",
    description = {
      "Starts three real brokers in three racks, a live workload and the advisor with its page.",
      "With a scenario it ends by itself: 0 when every scenario got exactly its advisory, 1 otherwise."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** Durations as the configuration writes them. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "a time such as 90s, 10m or PT90S, not '" + text + "'"));
    }
  }

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "A shipped scenario; tour runs all of them, tour-short the ten that show each kind once.")
  private Optional<String> scenario = Optional.empty();

  @Option(
      names = "--scenario-file",
      paramLabel = "FILE",
      description = "A file of the format scenario/1.")
  private Optional<Path> scenarioFile = Optional.empty();

  @Option(
      names = "--overlap",
      description =
          "Two unrelated faults at once, drawn by the seed, after the scenarios if there are any.")
  private boolean overlap;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Draws the targets; default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A variable of the scenario, such as plain=10m for quiet-plain.")
  private Map<String, String> variables = Map.of();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Ends the demo after this time, such as 10m; any advisory that opens makes it end with 1.")
  private Optional<Duration> duration = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the page, or the next free one; default: ${DEFAULT-VALUE}.",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes what happened as demo-report/1.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes what was judged as gzipped JSON lines.")
  private Optional<Path> recording = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A policy whose keys win over the demo's.")
  private Optional<Path> policy = Optional.empty();

  @Option(
      names = "--no-jmx",
      description = "Leaves JMX closed: the Admin API alone, as on most first days.")
  private boolean noJmx;

  @Option(
      names = "--probe",
      description = "Sends a small record through each broker every second and reads it back.")
  private boolean probe;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    // brokers die here on purpose: what clients say of it would hide what the advisor says
    System.setProperty("kadvisor.log.kafka", "OFF");
    DemoOptions options =
        new DemoOptions(
            scenarios(),
            overlap,
            seed,
            variables,
            duration,
            port,
            report,
            recording,
            policy,
            !noJmx,
            probe);
    Terminal terminal = new Terminal(spec.commandLine().getOut(), Clock.systemUTC());
    try {
      return new Demo(options, terminal, Clock.systemUTC()).run().number();
    } catch (LocalClusterException | DemoFailedException e) {
      spec.commandLine().getErr().println("kadvisor: " + e.getMessage());
      return ExitCode.NOT_CARRIED_OUT.number();
    }
  }

  private Optional<ScenarioFile> scenarios() {
    if (scenario.isPresent() && scenarioFile.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Give --scenario or --scenario-file, not both.");
    }
    try {
      return scenario.map(ScenarioFile::shipped).or(() -> scenarioFile.map(ScenarioFile::read));
    } catch (InvalidScenario | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
