package io.kadvisor.cli.config;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where it is said how the cluster is reached that {@code --from} names. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Says how --from is reached; default: ${DEFAULT-VALUE}.",
      defaultValue = "kadvisor.yaml")
  private Path config;

  /**
   * The cluster of that name.
   *
   * @throws InvalidConfig as {@link NamedCluster#of} does
   */
  public NamedCluster cluster(String from) {
    return NamedCluster.of(from, config);
  }

  /** The faults that were found, each with the file. */
  public List<String> faults(InvalidConfig invalid) {
    return invalid.faults().stream().map(fault -> config + ": " + fault).toList();
  }
}
