package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenBroker;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.sample.BrokerSample.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Asks every broker itself for its API versions, the cheapest call there is and one that needs no
 * right. It stands below the Admin client on purpose: an Admin client only talks to brokers that
 * the metadata lists, hides whether nothing listens or nobody answers, and can be held up by the
 * very broker that is in doubt. Connections are kept between sweeps. One thread at a time.
 */
final class BrokerProbe implements AutoCloseable {
  private static final int BUFFER = 32 * 1024;
  private static final long RECONNECT_MILLIS = 20;
  private static final long POLL_MILLIS = 20;

  private final Metrics metrics = new Metrics();
  private final NetworkClient client;

  BrokerProbe(AdminClientConfig config, String clientId) {
    Time time = Time.SYSTEM;
    LogContext log = new LogContext("[" + clientId + "] ");
    ChannelBuilder channels = ClientUtils.createChannelBuilder(config, time, log);
    var selector =
        new Selector(
            config.getLong(AdminClientConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG),
            metrics,
            time,
            "kadvisor-probe",
            channels,
            log);
    // the deadlines of ask() are the only time-outs that count
    int never = Integer.MAX_VALUE;
    client =
        new NetworkClient(
            selector,
            new ManualMetadataUpdater(),
            clientId,
            1,
            RECONNECT_MILLIS,
            RECONNECT_MILLIS,
            BUFFER,
            BUFFER,
            never,
            never,
            never,
            time,
            true,
            new ApiVersions(),
            log,
            MetadataRecoveryStrategy.NONE);
  }

  /** The answer of each broker, all asked at once, each with a deadline of its own. */
  Map<BrokerId, Answer> ask(
      Collection<SeenBroker> brokers, Function<BrokerId, Deadline> deadlines) {
    List<ProbeCall> calls =
        brokers.stream()
            .map(broker -> new ProbeCall(client, broker, deadlines.apply(broker.id())))
            .toList();
    calls.forEach(ProbeCall::advance);
    while (calls.stream().anyMatch(ProbeCall::open)) {
      deliver(client.poll(POLL_MILLIS, System.currentTimeMillis()), calls);
      calls.forEach(ProbeCall::advance);
      calls.forEach(ProbeCall::giveUpWhenOver);
    }
    return calls.stream().collect(Collectors.toMap(ProbeCall::broker, ProbeCall::answer));
  }

  private static void deliver(List<ClientResponse> responses, List<ProbeCall> calls) {
    for (ClientResponse response : responses) {
      calls.forEach(call -> call.offer(response));
    }
  }

  @Override
  public void close() {
    client.close();
    metrics.close();
  }
}
