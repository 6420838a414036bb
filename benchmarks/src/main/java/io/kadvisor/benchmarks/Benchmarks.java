package io.kadvisor.benchmarks;

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

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark?");
  }
}
