package io.kadvisor.cli.run;

import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.exit.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin private ProcessOptions process;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      HealthQuestion.Answer answer = HealthQuestion.of(process.read(), process.roles()).ask();
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
