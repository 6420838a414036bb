package io.kadvisor.localcluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/** Waits until brokers answer and the cluster counts them. */
final class Readiness {
  private static final int ANSWER_MILLISECONDS = 3_000;

  private final List<LocalBroker> brokers;
  private final List<LocalController> controllers;

  /**
   * @param controllers apart from the brokers, for what they said last if it fails
   */
  Readiness(List<LocalBroker> brokers, List<LocalController> controllers) {
    this.brokers = brokers;
    this.controllers = controllers;
  }

  void await(Duration time) {
    var deadline = Deadline.in(time);
    // clients come last: on a closed port they would only fill the log
    boolean open = deadline.await(() -> brokers.stream().allMatch(this::accepts));
    if (!open || !areKnown(deadline)) {
      throw new LocalClusterException(
          "brokers " + ids() + " did not answer within " + time.toSeconds() + " s" + lastWords());
    }
  }

  private boolean accepts(LocalBroker broker) {
    if (broker.state() == ServerState.STOPPED) {
      throw new LocalClusterException("broker " + broker.id() + " ended" + lastWords());
    }
    return broker.acceptsConnections();
  }

  private boolean areKnown(Deadline deadline) {
    try (Admin admin = Admin.create(client())) {
      return deadline.await(
          () -> brokers.stream().allMatch(this::accepts) && known(admin).containsAll(ids()));
    }
  }

  private Set<Integer> known(Admin admin) {
    try {
      return admin
          .describeCluster()
          .nodes()
          .get(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS)
          .stream()
          .map(Node::id)
          .collect(Collectors.toSet());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Set.of();
    } catch (ExecutionException | TimeoutException notYet) {
      return Set.of();
    }
  }

  private Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers",
        brokers.stream().map(LocalBroker::address).collect(Collectors.joining(",")),
        "client.id",
        "local-cluster-readiness",
        "request.timeout.ms",
        ANSWER_MILLISECONDS,
        "default.api.timeout.ms",
        ANSWER_MILLISECONDS,
        "reconnect.backoff.max.ms",
        200);
  }

  private Set<Integer> ids() {
    return new HashSet<>(brokers.stream().map(LocalBroker::id).toList());
  }

  private String lastWords() {
    return Stream.<LocalServer>concat(brokers.stream(), controllers.stream())
        .map(server -> "\n--- " + server.title() + "\n" + String.join("\n", server.lastLines()))
        .collect(Collectors.joining());
  }
}
