package io.kadvisor.cli.run;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.cli.config.InvalidConfig;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.cli.exit.ExitCode;
import io.kadvisor.core.rule.catalogue.Rules;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file; default: ${DEFAULT-VALUE}.",
      defaultValue = "kadvisor.yaml")
  private Path config;

  @Option(
      names = "--roles",
      split = ",",
      paramLabel = "ROLE",
      description = "What this process does: ${COMPLETION-CANDIDATES}; default: all of them.")
  private Set<Role> roles = EnumSet.allOf(Role.class);

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
    ConfigFile reader = new ConfigFile(Rules.definitions());
    try {
      KadvisorConfig read = named(reader.read(config));
      return new Advisor(read, new WatchedPolicy(reader, config, read.policy()), roles)
          .runUntilEnd()
          .number();
    } catch (InvalidConfig | IllegalArgumentException e) {
      spec.commandLine().getErr().println("kadvisor: " + e.getMessage());
      return ExitCode.WRONG_USAGE.number();
    }
  }

  private KadvisorConfig named(KadvisorConfig read) {
    return instanceId == null ? read : read.withInstanceId(instanceId);
  }
}
