package io.kadvisor.cli.demo;

import io.kadvisor.localcluster.BrokerLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Kafka's own command line tools under the names that they have in Kafka's {@code bin}, and a shell
 * that runs a line as it stands in an advisory.
 */
public final class KafkaTools {
  private static final long PATIENCE_SECONDS = 120;
  private static final Map<String, String> MAIN_CLASSES =
      Map.of(
          "kafka-acls.sh",
          "org.apache.kafka.tools.AclCommand",
          "kafka-reassign-partitions.sh",
          "org.apache.kafka.tools.reassign.ReassignPartitionsCommand",
          "kafka-leader-election.sh",
          "org.apache.kafka.tools.LeaderElectionCommand",
          "kafka-topics.sh",
          "org.apache.kafka.tools.TopicCommand",
          "kafka-configs.sh",
          "kafka.admin.ConfigCommand");

  private final Path folder;

  private KafkaTools(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts the tools into a folder.
   *
   * @param folder also where commands run and find their files
   */
  public static KafkaTools in(Path folder) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path jars = BrokerLibrary.locate().folder();
    for (Map.Entry<String, String> tool : new LinkedHashMap<>(MAIN_CLASSES).entrySet()) {
      Path script = folder.resolve(tool.getKey());
      Files.writeString(
          script,
          """
          #!/bin/sh
          exec '%s' -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s/*' %s "$@"
          """
              .formatted(java, jars, tool.getValue()));
      if (!script.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + script + " executable");
      }
    }
    return new KafkaTools(folder);
  }

  /** Puts the files of an advisory where its commands look for them. */
  void save(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /**
   * Runs one command line and gives what it printed.
   *
   * @throws AssertionError with its output when it does not end with 0
   */
  public String run(String command) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    shell.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    Process process = shell.redirectOutput(printed.toFile()).start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(command + "\n" + Files.readString(printed));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(printed);
  }
}
