package io.kadvisor.localcluster.brokers;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.Kafka;
import org.apache.kafka.clients.admin.Admin;

/**
 * Main class of the build: one broker starts and ends, so that the JVM can write down the classes
 * that this takes ({@code -XX:ArchiveClassesAtExit}). The brokers of tests read them from there.
 */
public final class Rehearsal {
  private static final String CLUSTER = "cmVoZWFyc2FsLWNsdXN0Zg";

  private Rehearsal() {}

  /**
   * Starts a broker in a folder (first argument) and ends when it has answered.
   *
   * @throws ExecutionException when it gives no answer within Kafka's {@code
   *     default.api.timeout.ms}
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    int[] ports = freePorts();
    String address = "127.0.0.1:" + ports[0];
    Path settings = write(address, "127.0.0.1:" + ports[1], Path.of(arguments[0]).toAbsolutePath());
    BrokerMain.format(settings.toString(), CLUSTER);
    start(settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      admin.describeCluster().nodes().get();
    }
    Runtime.getRuntime().exit(0);
  }

  /** Two, both held until both are known. */
  private static int[] freePorts() throws IOException {
    try (var client = new ServerSocket(0);
        var controller = new ServerSocket(0)) {
      return new int[] {client.getLocalPort(), controller.getLocalPort()};
    }
  }

  private static void start(Path settings) {
    var broker = new Thread(() -> Kafka.main(new String[] {settings.toString()}), "broker");
    broker.setDaemon(true);
    broker.start();
  }

  private static Path write(String address, String quorum, Path folder) throws IOException {
    var settings = new Properties();
    settings.setProperty("node.id", "1");
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + quorum);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty("controller.quorum.voters", "1@" + quorum);
    settings.setProperty("log.dirs", folder.resolve("data").toString());
    settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    Path file = Files.createDirectories(folder).resolve("server.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    return file;
  }
}
