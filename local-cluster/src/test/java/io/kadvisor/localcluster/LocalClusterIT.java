package io.kadvisor.localcluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cluster for all: the steps follow each other, the fourth broker comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster cluster;
  private static Admin admin;

  @BeforeAll
  static void startCluster() {
    long start = System.nanoTime();
    cluster = LocalCluster.builder().start();
    System.out.printf(
        "three brokers answered after %d ms%n", (System.nanoTime() - start) / 1_000_000);
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "default.api.timeout.ms",
                4_000,
                "request.timeout.ms",
                2_000));
  }

  @AfterAll
  static void stopCluster() {
    admin.close(Duration.ZERO);
    cluster.close();
  }

  @Test
  @Order(1)
  void shouldShowItsRacksWhenAsked() throws Exception {
    Map<Integer, String> racks =
        admin.describeCluster().nodes().get(5, SECONDS).stream()
            .collect(Collectors.toMap(Node::id, Node::rack));

    assertThat(racks).isEqualTo(Map.of(1, "az1", 2, "az2", 3, "az3"));
    assertThat(admin.describeCluster().clusterId().get(5, SECONDS)).isEqualTo(cluster.clusterId());
  }

  @Test
  @Order(2)
  void shouldAnswerOverJmxWhenOpen() throws Exception {
    int port = cluster.jmxPort(2).orElseThrow();
    var url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");

    try (var connector = JMXConnectorFactory.connect(url)) {
      var state = new ObjectName("kafka.server:type=KafkaServer,name=BrokerState");
      assertThat(connector.getMBeanServerConnection().getAttribute(state, "Value"))
          .isEqualTo((byte) 3);
    }
  }

  @Test
  @Order(3)
  void shouldBeFencedWhenKilledAndComeBackWhenStarted() {
    cluster.broker(2).kill();
    awaitKnown(Set.of(1, 3));

    cluster.broker(2).start();
    cluster.awaitReady(PATIENCE);

    assertThat(known()).isEqualTo(Set.of(1, 2, 3));
  }

  @Test
  @Order(4)
  void shouldBeFencedButAcceptWhenPausedAndComeBackWhenResumed() {
    cluster.broker(3).pause();
    assertThat(cluster.broker(3).state()).isEqualTo(ServerState.PAUSED);
    awaitKnown(Set.of(1, 2));
    assertThat(cluster.broker(3).acceptsConnections()).isTrue();

    cluster.broker(3).resume();

    awaitKnown(Set.of(1, 2, 3));
  }

  @Test
  @Order(4)
  void shouldLeaveWithoutSessionTimeoutWhenStopped() {
    cluster.broker(2).stop();

    // a killed one is known for eight seconds and more; one question may take two
    await().atMost(Duration.ofSeconds(7)).until(() -> known().equals(Set.of(1, 3)));
    cluster.broker(2).start();
    cluster.awaitReady(PATIENCE);
  }

  @Test
  @Order(5)
  void shouldKeepItsDataWhenRestarted() {
    long before = cluster.broker(1).pid().orElseThrow();

    cluster.broker(1).restart();
    cluster.awaitReady(PATIENCE);

    assertThat(cluster.broker(1).pid()).isNotEmpty().isNotEqualTo(before);
    assertThat(known()).isEqualTo(Set.of(1, 2, 3));
  }

  @Test
  @Order(6)
  void shouldRefuseWhenBrokerIdIsTaken() {
    assertThatThrownBy(() -> cluster.addBroker(2, "az2"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Order(7)
  void shouldKnowTheNewBrokerWhenAdded() {
    cluster.addBroker(4, "az1");

    assertThat(known()).isEqualTo(Set.of(1, 2, 3, 4));
  }

  @Test
  @Order(8)
  void shouldShowTheBrokersLastLinesWhenItDoesNotStart() {
    var builder = LocalCluster.builder().brokers(1).setting("num.io.threads", "none");

    assertThatThrownBy(builder::start)
        .isInstanceOf(LocalClusterException.class)
        .hasMessageContaining("broker 1")
        .hasMessageContaining("num.io.threads");
  }

  private static void awaitKnown(Set<Integer> brokers) {
    await().atMost(PATIENCE).until(() -> known().equals(brokers));
  }

  private static Set<Integer> known() {
    try {
      return admin.describeCluster().nodes().get(5, SECONDS).stream()
          .map(Node::id)
          .collect(Collectors.toSet());
    } catch (Exception notNow) {
      return Set.of();
    }
  }
}
