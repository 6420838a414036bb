package io.kadvisor.collector.admin;

import io.kadvisor.collector.facts.SeenBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.KafkaFuture;

/**
 * The Admin client of one cluster, which can be replaced. A client that waits for a broker that
 * hangs may lose the whole cluster for many seconds; a new one that begins at brokers known to
 * answer does not.
 */
final class AdminConnection implements AutoCloseable {
  private static final Duration GREETING = Duration.ofSeconds(1);

  /** Connections that suffice for the calls of a sweep that any broker may answer. */
  private static final int GREETED = 3;

  private final Map<String, Object> properties;
  private final Executor background;
  private volatile Admin admin;

  AdminConnection(Map<String, Object> properties, Executor background) {
    this.properties = properties;
    this.background = background;
    this.admin = Admin.create(properties);
  }

  Admin admin() {
    return admin;
  }

  /** Begins anew at the given brokers while nobody hangs. */
  void renew(List<SeenBroker> brokers) {
    replace(beginningAt(brokers));
  }

  /**
   * Begins anew at the given brokers while others hang, and gives up a request sooner. A client
   * sends what any broker may answer over a connection that is there before it makes one more, to
   * whomever the metadata lists; so connections to brokers that answer are made first.
   */
  void renewPast(List<SeenBroker> brokers) throws InterruptedException {
    replace(AdminProperties.hurried(beginningAt(brokers)));
    Deadline deadline = Deadline.in(GREETING);
    List<KafkaFuture<FeatureMetadata>> greetings =
        brokers.stream().limit(GREETED).map(this::greet).toList();
    for (KafkaFuture<FeatureMetadata> greeting : greetings) {
      Outcome.of(greeting, deadline);
    }
  }

  /** A call that goes to this broker alone and needs no right. */
  private KafkaFuture<FeatureMetadata> greet(SeenBroker broker) {
    return admin
        .describeFeatures(new DescribeFeaturesOptions().nodeId(broker.id().value()))
        .featureMetadata();
  }

  private Map<String, Object> beginningAt(List<SeenBroker> brokers) {
    return AdminProperties.beginningAt(
        properties, brokers.stream().map(SeenBroker::address).collect(Collectors.joining(",")));
  }

  /** The old client is closed aside, since closing may wait. */
  private void replace(Map<String, Object> others) {
    Admin old = admin;
    admin = Admin.create(others);
    background.execute(() -> old.close(Duration.ZERO));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
