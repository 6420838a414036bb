package io.kadvisor.cli.run;

import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The real thing: the roles of this process, against the clusters in the file, until it is told to
 * end.
 */
@Command(
    name = "run",
    description =
        "Runs the advisor against the clusters in the configuration file until it is told to end.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Mixin private ProcessOptions process;

  @Option(
      names = "--instance-id",
      paramLabel = "NAME",
      description =
          "Name of this process among those of its role, the same after a restart; "
              + "wins over both instance-id keys of the file.")
  private String instanceId;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try {
      KadvisorConfig read = named(process.read());
      return new Advisor(read, process.policy(read), process.roles()).runUntilEnd().number();
    } catch (InvalidConfig | IllegalArgumentException e) {
      spec.commandLine().getErr().println("kadvisor: " + e.getMessage());
      return ExitCode.WRONG_USAGE.number();
    }
  }

  private KadvisorConfig named(KadvisorConfig read) {
    return instanceId == null ? read : read.withInstanceId(instanceId);
  }
}
