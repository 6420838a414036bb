package io.kadvisor.cli.plan.wave;

import io.kadvisor.core.planner.live.PlatformChoice;
import io.kadvisor.core.planner.wave.Platform;
import io.kadvisor.core.planner.wave.WaveLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * How a plan is to be carried out. What is wrong with the options is noted, so that all is told.
 */
public final class WaveOptions {
  @Option(
      names = "--reassignment-json",
      paramLabel = "DIR",
      description =
          "Where the files of each wave go, and the steps to take; a new or empty folder.")
  private Path folder;

  @Option(
      names = "--copies-per-broker",
      paramLabel = "N",
      description =
          "Replicas copied into a broker, and out of one, at the same time; default:"
              + " ${DEFAULT-VALUE}.",
      defaultValue = "" + WaveLimits.COPIES_PER_BROKER)
  private int copiesPerBroker;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = {
        "${COMPLETION-CANDIDATES}: how many partitions one call reassigns. Default: as the type that",
        "policy.capacity declares, or the addresses of the brokers of --from, say; else KAFKA."
      })
  private Platform platform;

  @Option(
      names = "--disk-limit",
      paramLabel = "PART",
      description = "The part of a disk that may be used while copying; default: the input's.")
  private Double diskLimit;

  @Option(
      names = "--min-isr",
      paramLabel = "N",
      description =
          "Replicas of a partition that stay in sync; default: as its topic asks for, 2 where that is"
              + " not known.")
  private Integer minIsr;

  /** Notes what is wrong. */
  public void check(List<String> faults) throws IOException {
    if (copiesPerBroker < 1) {
      faults.add("--copies-per-broker: " + copiesPerBroker + " is below 1");
    }
    if (diskLimit != null && !(diskLimit > 0 && diskLimit <= 1)) {
      faults.add("--disk-limit: " + diskLimit + " is not above 0 and up to 1");
    }
    if (minIsr != null && minIsr < 1) {
      faults.add("--min-isr: " + minIsr + " is below 1");
    }
    if (folder != null && Files.exists(folder) && !isEmptyFolder(folder)) {
      faults.add(
          "--reassignment-json: "
              + folder
              + " is no empty folder; files of another plan would be taken for this one's");
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * How plans for a cluster are cut.
   *
   * @param found what the cluster is taken to run on, where no option says it
   */
  public Cutting on(PlatformChoice found) {
    return new Cutting(copiesPerBroker, asked(found), diskLimit, minIsr, folder);
  }

  /** The option has the last word, and it is said what it overrules. */
  private PlatformChoice asked(PlatformChoice found) {
    if (platform == null) {
      return found;
    }
    String overruled =
        platform == found.platform() ? "" : ", not " + found.platform() + " (" + found.why() + ")";
    return new PlatformChoice(platform, "--platform says so" + overruled);
  }
}
