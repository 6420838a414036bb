package io.kadvisor.localcluster;

import io.kadvisor.localcluster.process.ChildProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The command line of the process of a broker or a controller. */
record BrokerCommand(BrokerLibrary library, String clusterId, String heap, OptionalInt jmxPort) {
  private static final String MAIN = "io.kadvisor.localcluster.brokers.BrokerMain";

  /**
   * Seen on two cores: three brokers of this size answer in under ten seconds at about 350 MB each.
   */
  static final String BROKER_HEAP = "384m";

  /** A controller of three brokers and some hundred partitions lives in a third of it. */
  static final String CONTROLLER_HEAP = "128m";

  private static final List<String> SMALL_AND_QUICK =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  /** One that does not fit is left alone; the JVM would say so in the broker's log. */
  private static final String NO_WORD_OF_ARCHIVES = "-Xlog:disable";

  List<String> line(Path settings) {
    var command = new ArrayList<String>();
    command.add(ChildProcesses.java());
    command.add("-Xmx" + heap);
    command.addAll(SMALL_AND_QUICK);
    library
        .archive()
        .ifPresent(
            file -> command.addAll(List.of("-XX:SharedArchiveFile=" + file, NO_WORD_OF_ARCHIVES)));
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Djava.awt.headless=true");
    jmxPort.ifPresent(port -> command.addAll(JmxOptions.on(port)));
    command.addAll(List.of("-cp", library.classPath(), MAIN, settings.toString(), clusterId));
    return command;
  }
}
