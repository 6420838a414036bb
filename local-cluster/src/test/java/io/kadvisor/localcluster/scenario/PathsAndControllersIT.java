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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios about replication, controllers and what a lost broker leaves, without an advisor. */
@Tag("long")
class PathsAndControllersIT {
  private static LocalCluster cluster;
  private static Workload workload;
  private static ScenarioRunner runner;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.builder().controllersApart(3).replicationProxies(true).start();
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
        "controller-loss",
        "quorum-voter-behind",
        "slow-follower",
        "isr-flapping",
        "leader-saturated",
        "min-isr-loss",
        "offline-partition"
      })
  void shouldInjectSeeAndRepairWhenShipped(String name) {
    ScenarioRun run = run(ScenarioFile.shipped(name));

    assertThat(run.why()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.DONE);
    assertThat(run.visibleAt().orElseThrow()).isAfter(run.injectedAt().orElseThrow());
    assertThatAllRun();
  }

  /** A follower that is late by more than {@code replica.lag.time.max.ms}; no other is touched. */
  @Test
  void shouldHoldUpOneWayAloneWhenDelayed() {
    ScenarioRun run =
        run(
            ScenarioFile.parse(
                "a file",
                """
                format: scenario/1
                scenarios:
                  - name: one-way
                    watch: Broker 2 is late at broker 1 alone.
                    expect: {category: DURABILITY, subject: "broker:2", cause: any}
                    steps:
                      - delay-replication: {leader: 1, follower: 2, by: 5s}
                    prove: {within: 60s, all: [isr-without: {topic: orders, broker: 2}]}
                    repair:
                      - pass-replication
                    repaired: {within: 60s, all: [isr-full]}
                """));

    assertThat(run.why()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.DONE);
  }

  @Test
  void shouldBringBackWhatAFailedScenarioLeaves() {
    ScenarioRun run =
        run(
            ScenarioFile.parse(
                "a file",
                """
                format: scenario/1
                scenarios:
                  - name: nothing
                    watch: A controller is dead and replication held up; the proof asks for more.
                    expect: {category: AVAILABILITY, subject: "cluster:", cause: any}
                    variables: {voter: passive-controller}
                    steps:
                      - kill-controller: {controller: "${voter}"}
                      - drop-replication
                    prove: {within: 1s, all: [unreachable]}
                """));

    assertThat(run.status()).isEqualTo(Status.NOT_INJECTED);
    assertThatAllRun();
  }

  private static ScenarioRun run(ScenarioFile file) {
    return runner.run(file, new ScenarioListener() {}, AdviceGate.none()).get(0);
  }

  private static void assertThatAllRun() {
    assertThat(cluster.brokers()).allMatch(broker -> broker.state() == ServerState.RUNNING);
    assertThat(cluster.controllers())
        .hasSize(3)
        .allMatch(controller -> controller.state() == ServerState.RUNNING);
  }
}
