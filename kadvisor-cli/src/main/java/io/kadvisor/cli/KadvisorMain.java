package io.kadvisor.cli;

import io.kadvisor.cli.bench.BenchCommand;
import io.kadvisor.cli.demo.DemoCommand;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.cli.plan.PlanCommand;
import io.kadvisor.cli.probe.ProbeCommand;
import io.kadvisor.cli.run.HealthCommand;
import io.kadvisor.cli.run.RunCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of every command; alone it says what commands there are. */
@Command(
    name = "kadvisor",
    description = "Continuous advice for Apache Kafka and Amazon MSK.",
    mixinStandardHelpOptions = true,
    versionProvider = KadvisorVersion.class,
    subcommands = {
      DemoCommand.class,
      HealthCommand.class,
      RunCommand.class,
      PlanCommand.class,
      ProbeCommand.class,
      BenchCommand.class
    })
public final class KadvisorMain implements Runnable {
  @Spec private CommandSpec spec;

  /**
   * In a locale whose digits Java knows: for each record Kafka Streams formats a sentence for every
   * input that is empty, which takes twice as long in another.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.US);
    System.exit(commandLine().execute(arguments));
  }

  /** Every command with its options, ready to parse or to run. */
  public static CommandLine commandLine() {
    return new CommandLine(new KadvisorMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(KadvisorMain::sayWhyNotCarriedOut);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int sayWhyNotCarriedOut(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    commandLine.getErr().println("kadvisor: " + failure.getMessage());
    return ExitCode.NOT_CARRIED_OUT.number();
  }
}
