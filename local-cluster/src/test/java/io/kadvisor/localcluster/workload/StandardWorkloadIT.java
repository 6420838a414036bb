package io.kadvisor.localcluster.workload;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kadvisor.localcluster.LocalCluster;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class StandardWorkloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static LocalCluster cluster;
  private static Workload workload;
  private static Admin admin;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.builder().jmx(false).start();
    workload = StandardWorkload.start(cluster.bootstrapServers());
    admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    workload.close();
    admin.close(Duration.ZERO);
    cluster.close();
  }

  @Test
  void shouldConsumeWhatIsProducedWhenBrokerDies() {
    awaitProgress();

    cluster.broker(3).kill();
    awaitProgress();
    cluster.broker(3).start();
    cluster.awaitReady(PATIENCE);
    awaitProgress();

    assertThat(StandardWorkload.producers()).allMatch(producer -> workload.failed(producer) == 0);
  }

  @Test
  void shouldShowBothProtocolsWhenListed() throws Exception {
    awaitProgress();

    var types =
        admin.listGroups().all().get(10, SECONDS).stream()
            .collect(
                Collectors.toMap(group -> group.groupId(), group -> group.type().orElseThrow()));

    assertThat(types)
        .containsEntry("billing", GroupType.CLASSIC)
        .containsEntry("order-fulfilment", GroupType.CONSUMER)
        .hasSize(4);
  }

  private static void awaitProgress() {
    Map<String, Long> sent =
        StandardWorkload.producers().stream()
            .collect(Collectors.toMap(name -> name, workload::sent));
    Map<String, Long> consumed =
        StandardWorkload.groups().stream()
            .collect(Collectors.toMap(name -> name, workload::consumed));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                sent.entrySet().stream()
                        .allMatch(before -> workload.sent(before.getKey()) > before.getValue() + 20)
                    && consumed.entrySet().stream()
                        .allMatch(
                            before -> workload.consumed(before.getKey()) > before.getValue() + 20));
  }
}
