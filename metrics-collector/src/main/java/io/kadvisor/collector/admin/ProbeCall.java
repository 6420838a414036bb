package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.Answer;
import io.kadvisor.model.sample.BrokerSample.Answer.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/**
 * One broker's turn in a round of questions. A kept connection that breaks is not an answer yet:
 * only a connection that is tried now and refused says that nothing listens.
 */
final class ProbeCall {
  private final KafkaClient client;
  private final BrokerId broker;
  private final Node node;
  private final Deadline deadline;
  private final long startNanos = System.nanoTime();
  private boolean tried;
  private Optional<ClientRequest> sent = Optional.empty();
  private Optional<Answer> answer = Optional.empty();

  ProbeCall(KafkaClient client, SeenBroker broker, Deadline deadline) {
    this.client = client;
    this.deadline = deadline;
    this.broker = broker.id();
    this.node = new Node(broker.id().value(), broker.host(), broker.port());
  }

  BrokerId broker() {
    return broker;
  }

  boolean open() {
    return answer.isEmpty();
  }

  /** Goes as far as it can without waiting: connect, notice a refusal, send. */
  void advance() {
    if (!open() || sent.isPresent()) {
      return;
    }
    long now = System.currentTimeMillis();
    if (client.authenticationException(node) != null && tried) {
      end(Outcome.NOT_ASKED);
    } else if (tried && client.connectionFailed(node)) {
      end(Outcome.REFUSED);
    } else if (client.ready(node, now)) {
      send(now);
    } else {
      tried |= !client.connectionFailed(node);
    }
  }

  private void send(long now) {
    ClientRequest request =
        client.newClientRequest(node.idString(), new ApiVersionsRequest.Builder(), now, true);
    client.send(request, now);
    sent = Optional.of(request);
  }

  void offer(ClientResponse response) {
    boolean mine =
        sent.isPresent()
            && response.destination().equals(node.idString())
            && response.requestHeader().correlationId() == sent.get().correlationId();
    if (mine && response.wasDisconnected()) {
      sent = Optional.empty();
      tried = false;
    } else if (mine) {
      end(Outcome.ANSWERED);
    }
  }

  /**
   * When time is up, the connection goes, too: what it may still bring belongs to no later
   * question.
   */
  void giveUpWhenOver() {
    if (open() && deadline.over()) {
      boolean reached = sent.isPresent() || tried;
      end(reached ? Outcome.TIMED_OUT : Outcome.NOT_ASKED);
      client.close(node.idString());
    }
  }

  private void end(Outcome outcome) {
    Optional<Duration> latency =
        outcome == Outcome.ANSWERED
            ? Optional.of(Duration.ofNanos(System.nanoTime() - startNanos))
            : Optional.empty();
    answer = Optional.of(new Answer(outcome, latency, Optional.empty()));
  }

  Answer answer() {
    return answer.orElseThrow();
  }
}
