package io.kadvisor.compatibility;

import io.kadvisor.localcluster.FreePorts;
import io.kadvisor.localcluster.JmxOptions;
import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import io.kadvisor.model.BrokerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Three brokers in three racks with a ZooKeeper, all child processes of their own jars. */
final class ZooKeeperCluster implements AutoCloseable {
  private static final int BROKERS = 3;
  private static final String HOST = "127.0.0.1";

  private final ChildProcesses processes = ChildProcesses.inTemporaryFolder("kadvisor-zookeeper-");
  private final Path library;
  private final Map<Integer, Integer> ports = new TreeMap<>();
  private final Map<BrokerId, String> jmx = new TreeMap<>();
  private final Map<Integer, ChildProcess> brokers = new TreeMap<>();

  ZooKeeperCluster(Path library) {
    this.library = library;
    var free = new FreePorts();
    try {
      int zooKeeper = free.next();
      Path data = Files.createDirectory(processes.folder().resolve("zookeeper"));
      start(
          "zookeeper",
          List.of("-Dzookeeper.admin.enableServer=false"),
          "org.apache.zookeeper.server.ZooKeeperServerMain",
          Integer.toString(zooKeeper),
          data.toString());
      for (int id = 1; id <= BROKERS; id++) {
        ports.put(id, free.next());
        int beans = free.next();
        jmx.put(new BrokerId(id), HOST + ":" + beans);
        brokers.put(
            id,
            start(
                "broker-" + id,
                JmxOptions.on(beans),
                "kafka.Kafka",
                settings(id, zooKeeper).toString()));
      }
    } catch (IOException e) {
      processes.close();
      throw new UncheckedIOException(e);
    }
  }

  private ChildProcess start(String name, List<String> options, String main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(ChildProcesses.java());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", library.resolve("*").toString(), main));
    command.addAll(List.of(arguments));
    return processes.startLogged(name, command, processes.folder());
  }

  private Path settings(int id, int zooKeeper) throws IOException {
    Path file = processes.folder().resolve("broker-" + id + ".properties");
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("broker.id", Integer.toString(id)),
            Map.entry("broker.rack", "az" + id),
            Map.entry("listeners", "PLAINTEXT://" + HOST + ":" + ports.get(id)),
            Map.entry("zookeeper.connect", HOST + ":" + zooKeeper),
            Map.entry("log.dirs", processes.folder().resolve("data-" + id).toString()),
            Map.entry("default.replication.factor", "3"),
            Map.entry("min.insync.replicas", "2"),
            Map.entry("offsets.topic.num.partitions", "6"),
            Map.entry("offsets.topic.replication.factor", "3"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("replica.fetch.max.bytes", "65536"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("delete.topic.enable", "true"));
    Files.write(
        file, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    return file;
  }

  String bootstrapServers() {
    return ports.values().stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
  }

  /** Where the JMX of each broker listens. */
  Map<BrokerId, String> jmx() {
    return jmx;
  }

  void pause(int broker) {
    brokers.get(broker).pause();
  }

  void resume(int broker) {
    brokers.get(broker).resume();
  }

  /** What the processes said last, for a failed start. */
  String lastLines() {
    return brokers.values().stream()
        .flatMap(broker -> broker.lastLines(10).stream())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    processes.close();
  }
}
