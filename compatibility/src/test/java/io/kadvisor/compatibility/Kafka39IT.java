package io.kadvisor.compatibility;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.FactSourceContract;
import io.kadvisor.collector.jmx.JmxContract;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.model.sample.Fact;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The last line before 4.0, with KRaft: all but eligible leaders. */
class Kafka39IT extends FactSourceContract implements JmxContract {
  private static LocalCluster brokers;
  private static Clients clients;

  @BeforeAll
  static void start() {
    brokers = LocalCluster.builder().library(BrokerLines.of("3.9")).start();
    clients = new Clients(brokers.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    clients.close();
    brokers.close();
  }

  @Override
  public Watched watched() {
    return Watched.of(brokers);
  }

  @Override
  protected FactSource source() {
    return clients.source();
  }

  @Override
  protected boolean tells(Fact fact) {
    return fact != Fact.ELIGIBLE_LEADERS;
  }

  @Override
  protected Cluster cluster() {
    return clients.hands(
        broker -> brokers.broker(broker).pause(),
        broker -> {
          brokers.broker(broker).resume();
          brokers.awaitReady(Duration.ofSeconds(60));
        });
  }
}
