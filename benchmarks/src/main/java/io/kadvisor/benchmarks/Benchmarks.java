package io.kadvisor.benchmarks;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of all of them. */
@Command(
    name = "benchmarks",
    description = "Whole-pipeline benchmarks on real brokers, each beside its reference.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TopologyBenchmark.class,
      RestoreBenchmark.class,
      SweepBenchmark.class,
      FootprintBenchmark.class,
      PlanBenchmark.class,
      KeptPlanBenchmark.class,
      PlanQuality.class,
      MicroBenchmarks.class,
      PlannerMicroBenchmarks.class
    })
final class Benchmarks implements Runnable {
  @Spec private CommandSpec spec;

  /** In the locale of the service. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.US);
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark?");
  }
}
