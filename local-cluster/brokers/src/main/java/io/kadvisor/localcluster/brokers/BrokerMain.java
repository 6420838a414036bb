package io.kadvisor.localcluster.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * Main class of a broker's process: formats the storage on the first start and then runs Kafka, in
 * one JVM because a second one would cost half of the start-up time.
 *
 * <p>Standard input is a life line: when the parent ends, however it ends, the pipe closes and the
 * broker halts.
 */
public final class BrokerMain {
  private static final int FORMAT_FAILED = 4;

  private BrokerMain() {}

  /**
   * Runs the broker of a {@code server.properties} file (first argument) in a cluster id (second
   * argument).
   */
  public static void main(String[] arguments) throws IOException {
    String settings = arguments[0];
    haltWithParent();
    if (!isFormatted(settings)) {
      format(settings, arguments[1]);
    }
    Kafka.main(new String[] {settings});
  }

  private static boolean isFormatted(String settings) throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(settings))) {
      properties.load(reader);
    }
    return Arrays.stream(properties.getProperty("log.dirs").split(","))
        .allMatch(folder -> Files.exists(Path.of(folder, "meta.properties")));
  }

  static void format(String settings, String clusterId) {
    // a volume may have been added to a broker that has run before
    String[] command = {
      "format", "--ignore-formatted", "--config", settings, "--cluster-id", clusterId
    };
    int status = StorageTool.execute(command, System.out);
    if (status != 0) {
      Runtime.getRuntime().halt(FORMAT_FAILED);
    }
  }

  private static void haltWithParent() {
    var lifeLine = new Thread(BrokerMain::haltAtEndOfInput, "life-line");
    lifeLine.setDaemon(true);
    lifeLine.start();
  }

  private static void haltAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever sent: only the end matters
      }
    } catch (IOException closed) {
      // a broken pipe is an end, too
    }
    Runtime.getRuntime().halt(0);
  }
}
