package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.ServerState;
import io.kadvisor.localcluster.scenario.ScenarioRun.Status;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios about placement, throttles, load and backup, without an advisor. */
@Tag("long")
class BalanceAndCapacityIT {
  private static LocalCluster cluster;
  private static Workload workload;
  private static ScenarioRunner runner;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.builder().jmx(false).start();
    workload = StandardWorkload.start(cluster.bootstrapServers());
    runner =
        new ScenarioRunner(
            cluster, workload, new RunOptions(7, 600, Map.of(), InstantSource.system()));
  }

  @AfterAll
  static void stop() {
    runner.close();
    workload.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "forgotten-throttle",
        "stuck-reassignment",
        "leaders-off-preferred",
        "replica-skew",
        "hot-partition",
        "no-backup",
        "cpu-pressure",
        "disk-filling",
        "quiet-reassignment",
        "quiet-producer-burst",
        "quiet-group-deployment",
        "quiet-empty-cluster"
      })
  void shouldInjectSeeRepairAndTidyUpWhenShipped(String name) {
    ScenarioRun run =
        runner.run(ScenarioFile.shipped(name), new ScenarioListener() {}, AdviceGate.none()).get(0);

    assertThat(run.why()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.DONE);
    assertThat(run.visibleAt().isPresent()).isNotEqualTo(run.scenario().isQuiet());
    assertThat(cluster.brokers())
        .hasSize(3)
        .allMatch(broker -> broker.state() == ServerState.RUNNING);
  }
}
