package io.kadvisor.localcluster;

import io.kadvisor.localcluster.process.ChildProcesses;
import io.kadvisor.localcluster.replication.ReplicationProxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * Real KRaft brokers as child processes in racks, with their data in one temporary folder.
 * Processes and folder go when the cluster is closed or when this process ends in whatever way.
 */
public final class LocalCluster implements AutoCloseable {
  private final ClusterPlan plan;
  private final String clusterId = Uuid.randomUuid().toString();
  private final FreePorts ports = new FreePorts();
  private final ChildProcesses processes = ChildProcesses.inTemporaryFolder("kadvisor-cluster-");
  private final List<LocalController> controllers = new ArrayList<>();
  private final List<LocalBroker> brokers = new CopyOnWriteArrayList<>();
  private final Optional<ReplicationProxies> replication;

  LocalCluster(ClusterPlan plan) {
    this.plan = plan;
    this.replication =
        plan.replicationProxies() ? Optional.of(new ReplicationProxies()) : Optional.empty();
  }

  public static LocalClusterBuilder builder() {
    return new LocalClusterBuilder();
  }

  void startAll() {
    List<BrokerIdentity> identities =
        IntStream.rangeClosed(1, plan.brokers()).mapToObj(id -> plan.identity(id, ports)).toList();
    List<Voter> apart = plan.controllersApart(ports);
    String quorum = Voter.quorum(apart.isEmpty() ? combined(identities) : apart);
    apart.forEach(voter -> controllers.add(prepare(voter, quorum)));
    identities.forEach(identity -> brokers.add(prepare(identity, quorum)));
    controllers.forEach(LocalController::start);
    brokers.forEach(LocalBroker::start);
    awaitReady(plan.startsWithin());
  }

  private static List<Voter> combined(List<BrokerIdentity> brokers) {
    return brokers.stream().filter(BrokerIdentity::isVoter).map(BrokerIdentity::voter).toList();
  }

  private LocalController prepare(Voter voter, String quorum) {
    var folder = BrokerFolder.create(processes.folder(), "controller-" + voter.id());
    Map<String, String> settings = BrokerSettings.ofController(voter, quorum, folder.data());
    settings.putAll(plan.baseSettings());
    folder.write(settings);
    return new LocalController(
        voter,
        process(
            "controller " + voter.id(),
            BrokerCommand.CONTROLLER_HEAP,
            OptionalInt.empty(),
            folder));
  }

  private LocalBroker prepare(BrokerIdentity identity, String quorum) {
    var folder = BrokerFolder.create(processes.folder(), "broker-" + identity.id());
    Map<String, String> settings =
        BrokerSettings.own(identity, quorum, advertisedReplication(identity), folder.data());
    settings.putAll(plan.settingsOf(identity.id()));
    folder.write(settings);
    var jmx = plan.jmx() ? OptionalInt.of(identity.ports().jmx()) : OptionalInt.empty();
    return new LocalBroker(
        identity, process("broker " + identity.id(), BrokerCommand.BROKER_HEAP, jmx, folder));
  }

  private int advertisedReplication(BrokerIdentity identity) {
    int own = identity.ports().replication();
    return replication.map(proxies -> proxies.open(identity.id(), own)).orElse(own);
  }

  private ServerProcess process(String title, String heap, OptionalInt jmx, BrokerFolder folder) {
    return new ServerProcess(
        title, new BrokerCommand(plan.library(), clusterId, heap, jmx), folder, processes);
  }

  /**
   * Adds a broker (never a controller) and returns when the cluster knows it.
   *
   * @throws IllegalArgumentException if the id is taken
   */
  public LocalBroker addBroker(int id, String rack) {
    if (brokers.stream().anyMatch(broker -> broker.id() == id)) {
      throw new IllegalArgumentException("broker " + id + " exists already");
    }
    var identity = new BrokerIdentity(id, rack, false, BrokerPorts.from(ports));
    var broker = prepare(identity, quorum());
    brokers.add(broker);
    broker.start();
    awaitReady(plan.startsWithin());
    return broker;
  }

  private String quorum() {
    return Voter.quorum(
        controllers.isEmpty()
            ? combined(brokers.stream().map(LocalBroker::identity).toList())
            : controllers.stream().map(LocalController::voter).toList());
  }

  /**
   * Stops a broker that was added and forgets it, with its data. The cluster itself forgets it only
   * when it is unregistered there.
   */
  public void removeBroker(int id) {
    LocalBroker broker = broker(id);
    if (broker.identity().isVoter()) {
      throw new IllegalArgumentException("broker " + id + " is a controller, too");
    }
    broker.stop();
    brokers.remove(broker);
    broker.forget();
  }

  /**
   * Waits until every broker whose process runs (and is not paused) is known to the cluster and
   * unfenced.
   *
   * @throws LocalClusterException with the brokers' last lines if one ends or the time is up
   */
  public void awaitReady(Duration time) {
    List<LocalBroker> awaited =
        brokers.stream().filter(broker -> broker.state() == ServerState.RUNNING).toList();
    new Readiness(awaited, controllers).await(time);
  }

  /** Host and port of all brokers, running or not. */
  public String bootstrapServers() {
    return brokers.stream().map(LocalBroker::address).collect(Collectors.joining(","));
  }

  public String clusterId() {
    return clusterId;
  }

  /** All brokers by id, running or not. */
  public List<LocalBroker> brokers() {
    return brokers.stream().sorted(Comparator.comparingInt(LocalBroker::id)).toList();
  }

  public LocalBroker broker(int id) {
    return brokers.stream()
        .filter(broker -> broker.id() == id)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no broker " + id));
  }

  /** Controllers in processes of their own, running or not; none where brokers are controllers. */
  public List<LocalController> controllers() {
    return List.copyOf(controllers);
  }

  /** The proxies between the brokers; absent where they replicate directly. */
  public Optional<ReplicationProxies> replication() {
    return replication;
  }

  /** The loopback port of a broker's JMX; absent where it is off. */
  public OptionalInt jmxPort(int broker) {
    return broker(broker).jmxPort();
  }

  /**
   * The settings of every broker that differ from Kafka's defaults, without names, places and
   * ports.
   */
  public Map<String, String> baseSettings() {
    return plan.baseSettings();
  }

  /** Where each broker's output goes, a file a broker. */
  public Path logs() {
    return processes.logs();
  }

  /** For other programs that should live no longer than the cluster. */
  public ChildProcesses processes() {
    return processes;
  }

  /** Kills all processes at once and removes their folder. */
  @Override
  public void close() {
    processes.close();
    replication.ifPresent(ReplicationProxies::close);
  }
}
