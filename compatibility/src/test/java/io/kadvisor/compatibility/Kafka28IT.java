package io.kadvisor.compatibility;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.kadvisor.collector.facts.FactSource;
import io.kadvisor.collector.facts.FactSourceContract;
import io.kadvisor.collector.jmx.JmxContract;
import io.kadvisor.model.sample.Fact;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The oldest line that is watched, with ZooKeeper: sweeps are complete, and say what is missing.
 */
class Kafka28IT extends FactSourceContract implements JmxContract {
  private static final Set<Fact> UNTOLD =
      EnumSet.of(Fact.QUORUM, Fact.FEATURES, Fact.ELIGIBLE_LEADERS, Fact.LOG_DIRS);

  private static ZooKeeperCluster brokers;
  private static Clients clients;

  @BeforeAll
  static void start() {
    brokers = new ZooKeeperCluster(BrokerLines.of("2.8").folder());
    clients = new Clients(brokers.bootstrapServers());
    try {
      await()
          .atMost(Duration.ofSeconds(120))
          .ignoreExceptions()
          .until(() -> clients.admin().describeCluster().nodes().get(5, SECONDS).size() == 3);
    } catch (ConditionTimeoutException timeout) {
      throw new AssertionError(brokers.lastLines(), timeout);
    }
  }

  @AfterAll
  static void stop() {
    clients.close();
    brokers.close();
  }

  @Override
  public Watched watched() {
    return new Watched(brokers.bootstrapServers(), brokers.jmx());
  }

  @Override
  protected FactSource source() {
    return clients.source();
  }

  @Override
  protected boolean tells(Fact fact) {
    return !UNTOLD.contains(fact);
  }

  @Override
  protected Cluster cluster() {
    return clients.hands(brokers::pause, brokers::resume);
  }
}
