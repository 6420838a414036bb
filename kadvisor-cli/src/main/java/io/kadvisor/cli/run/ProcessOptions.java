package io.kadvisor.cli.run;

import io.kadvisor.cli.config.ConfigFile;
import io.kadvisor.cli.config.KadvisorConfig;
import io.kadvisor.core.rule.catalogue.Rules;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a process is started with, and is asked for: its file and its roles. */
final class ProcessOptions {
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
      description = "What the process does: ${COMPLETION-CANDIDATES}; default: all of them.")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  private ConfigFile reader;

  /**
   * The configuration as it is in the file.
   *
   * @throws io.kadvisor.cli.config.InvalidConfig with all faults of the file
   */
  KadvisorConfig read() {
    return reader().read(config);
  }

  /** The policy of the file, read again whenever it is asked for and has changed. */
  WatchedPolicy policy(KadvisorConfig read) {
    return new WatchedPolicy(reader(), config, read.policy());
  }

  /** Made when it is asked for: it takes a quarter of a second, and most commands need no file. */
  private ConfigFile reader() {
    if (reader == null) {
      reader = new ConfigFile(Rules.definitions());
    }
    return reader;
  }

  Set<Role> roles() {
    return roles;
  }
}
