package io.kadvisor.collector.admin;

import io.kadvisor.collector.admin.ClusterCall.Membership;
import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.Facts;
import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.collector.facts.SweepPlan;
import io.kadvisor.collector.facts.Trouble;
import io.kadvisor.collector.facts.Unreadable;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.Answer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Reads a cluster over the Admin API. The brokers are asked themselves while the metadata is read;
 * then topics, groups and slow facts run side by side, and brokers that gave no answer are not
 * waited for again. The number of requests grows with brokers alone.
 */
public final class AdminSource implements FactSource {
  private static final Duration PROBE = Duration.ofMillis(1500);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Less patience, by this factor, for a broker that kept silent in the last sweep, too. */
  private static final int HURRY = 3;

  private final String name;
  private final Map<String, Object> properties;
  private final ExecutorService threads;
  private final ClusterCall clusterCall = new ClusterCall();
  private Optional<AdminConnection> connection = Optional.empty();
  private Optional<BrokerProbe> probe = Optional.empty();
  private Set<BrokerId> avoided = Set.of();
  private Set<BrokerId> silentBefore = Set.of();

  /**
   * A source that connects at its first read.
   *
   * @param name of the cluster, for sentences
   * @param clientProperties passed through to every client; time-outs are set where they are not
   * @param deadline of a call, from which the clients' time-outs are taken
   */
  public AdminSource(String name, Map<String, String> clientProperties, Duration deadline) {
    this.name = name;
    this.properties = AdminProperties.of(clientProperties, deadline);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "collector-" + name + "-calls");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Facts read(SweepPlan plan) throws InterruptedException {
    try {
      connect();
      Map<BrokerId, Answer> answers = new HashMap<>();
      Membership membership = membership(plan, answers);
      silentBefore =
          answers.keySet().stream()
              .filter(broker -> answers.get(broker).silent())
              .collect(Collectors.toSet());
      return facts(plan, membership, answers);
    } catch (CallFailed e) {
      disconnect();
      throw new Unreadable(new Diagnosis(name, properties, LOOK).of(e.getCause()), e.getCause());
    }
  }

  /** Reads once more over other brokers when time ran out although some do answer. */
  private Facts facts(SweepPlan plan, Membership membership, Map<BrokerId, Answer> answers)
      throws InterruptedException {
    try {
      return new SweepReading(admin(), threads, plan, membership, answers).facts();
    } catch (CallFailed e) {
      List<SeenBroker> others = answering(membership.brokers(), answers);
      if (others.isEmpty() || !Trouble.Cause.of(e.getCause()).passing()) {
        throw e;
      }
      connection.orElseThrow().renewPast(others);
      return new SweepReading(admin(), threads, plan, membership, answers).facts();
    }
  }

  /**
   * Begins anew when other brokers hang than before: a client that has a connection to one of them
   * goes on choosing it.
   */
  private void avoid(Set<BrokerId> silent, Membership membership, Map<BrokerId, Answer> answers)
      throws InterruptedException {
    List<SeenBroker> others = answering(membership.brokers(), answers);
    if (silent.equals(avoided) || others.isEmpty()) {
      return;
    }
    if (silent.isEmpty()) {
      connection.orElseThrow().renew(others);
    } else {
      connection.orElseThrow().renewPast(others);
    }
    avoided = silent;
  }

  /** Listed brokers that gave no answer; fenced ones are avoided by every client. */
  private static Set<BrokerId> silent(Membership membership, Map<BrokerId, Answer> answers) {
    return membership.brokers().stream()
        .filter(broker -> !broker.fenced() && answers.get(broker.id()).silent())
        .map(SeenBroker::id)
        .collect(Collectors.toSet());
  }

  private static List<SeenBroker> answering(
      Collection<SeenBroker> brokers, Map<BrokerId, Answer> answers) {
    return brokers.stream()
        .filter(broker -> !broker.fenced())
        .filter(broker -> answers.get(broker.id()).outcome() == Answer.Outcome.ANSWERED)
        .toList();
  }

  /** A connection is made at the first read, so that a name that is not known yet can come. */
  private void connect() {
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(new AdminConnection(properties, threads));
      }
      if (probe.isEmpty()) {
        var config = new AdminClientConfig(properties);
        probe = Optional.of(new BrokerProbe(config, "kadvisor-probe-" + name));
      }
    } catch (KafkaException e) {
      throw new CallFailed(e);
    }
  }

  /** After a failure the next read begins at the configured addresses again. */
  private void disconnect() {
    connection.ifPresent(old -> threads.execute(old::close));
    connection = Optional.empty();
    avoided = Set.of();
  }

  /**
   * The membership, and into {@code answers} those of all brokers that it or the plan names. It is
   * read again after a listed broker kept silent: a broker that stops in order leaves the metadata
   * first, so what the metadata says <em>after</em> the silence tells a stop from a crash.
   */
  private Membership membership(SweepPlan plan, Map<BrokerId, Answer> answers)
      throws InterruptedException {
    Duration patience = shorter(PROBE, plan.deadline());
    var described = threads.submit(() -> describe(plan));
    answers.putAll(ask(plan.remembered(), patience));
    Membership membership = first(described, plan, answers).orThrow();
    answers.putAll(ask(newlyAddressed(membership, plan), patience));
    Set<BrokerId> silent = silent(membership, answers);
    avoid(silent, membership, answers);
    return silent.isEmpty() ? membership : describe(plan).value().orElse(membership);
  }

  private static List<SeenBroker> newlyAddressed(Membership membership, SweepPlan plan) {
    Map<BrokerId, String> asked =
        plan.remembered().stream().collect(Collectors.toMap(SeenBroker::id, SeenBroker::address));
    return membership.brokers().stream()
        .filter(broker -> !broker.address().equals(asked.get(broker.id())))
        .toList();
  }

  private Outcome<Membership> describe(SweepPlan plan) throws InterruptedException {
    return clusterCall.read(admin(), plan.deadline());
  }

  /**
   * The client may hang on a broker that hangs; others that answer are a fresh beginning, as soon
   * as it is known who does.
   */
  private Outcome<Membership> first(
      Future<Outcome<Membership>> described, SweepPlan plan, Map<BrokerId, Answer> answers)
      throws InterruptedException {
    List<SeenBroker> others = answering(plan.remembered(), answers);
    boolean oneHangs =
        answers.values().stream().anyMatch(answer -> answer.outcome() == Answer.Outcome.TIMED_OUT);
    if (others.isEmpty() || described.isDone() || !oneHangs) {
      Outcome<Membership> outcome = Futures.get(described);
      if (outcome.failure().isEmpty() || others.isEmpty()) {
        return outcome;
      }
    }
    connection.orElseThrow().renewPast(others);
    return describe(plan);
  }

  /** Whoever hung in the last sweep must not hold up this one as long. */
  private Map<BrokerId, Answer> ask(Collection<SeenBroker> brokers, Duration patience) {
    return brokers.isEmpty()
        ? Map.of()
        : probe
            .orElseThrow()
            .ask(
                brokers,
                broker ->
                    Deadline.in(
                        silentBefore.contains(broker) ? patience.dividedBy(HURRY) : patience));
  }

  Admin admin() {
    return connection.orElseThrow().admin();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public void close() {
    connection.ifPresent(AdminConnection::close);
    probe.ifPresent(BrokerProbe::close);
    threads.shutdownNow();
  }
}
