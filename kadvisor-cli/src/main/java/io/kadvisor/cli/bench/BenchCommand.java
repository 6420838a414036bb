package io.kadvisor.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of the benchmarks; alone it says which there are. */
@Command(
    name = "bench",
    description = "Measures the advisor on real brokers of its own.",
    mixinStandardHelpOptions = true,
    subcommands = DetectionCommand.class)
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which benchmark?");
  }
}
