package io.kadvisor.cli.run;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.core.rule.catalogue.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Asks the process of the same configuration on this machine whether it is ready; for the health
 * checks of containers.
 */
@Command(
    name = "health",
    description =
        "Asks a running process of this machine whether it is ready: exit 0 when it is, 1 when not.",
    mixinStandardHelpOptions = true)
public final class HealthCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file of the process; default: ${DEFAULT-VALUE}.",
      defaultValue = "kadvisor.yaml")
  private Path config;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "Roles of the process, as it was started: ${COMPLETION-CANDIDATES}.")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      KadvisorConfig read = new ConfigFile(Rules.definitions()).read(config);
      HealthQuestion.Answer answer = HealthQuestion.of(read, roles).ask();
      spec.commandLine().getOut().println(answer.body());
      return (answer.ready() ? ExitCode.DONE : ExitCode.CHECK_FOUND_SOMETHING).number();
    } catch (InvalidConfig | IllegalArgumentException e) {
      return say(e, ExitCode.WRONG_USAGE);
    } catch (IOException e) {
      return say(e, ExitCode.CHECK_FOUND_SOMETHING);
    }
  }

  private int say(Exception why, ExitCode exit) {
    spec.commandLine().getErr().println("kadvisor: " + why.getMessage());
    return exit.number();
  }
}
