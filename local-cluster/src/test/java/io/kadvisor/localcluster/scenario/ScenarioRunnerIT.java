package io.kadvisor.localcluster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.ServerState;
import io.kadvisor.localcluster.scenario.ScenarioRun.Status;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
class ScenarioRunnerIT {
  private static LocalCluster cluster;
  private static Workload workload;
  private static ScenarioRunner runner;

  @BeforeAll
  static void start() {
    cluster = LocalCluster.builder().jmx(false).start();
    workload = StandardWorkload.start(cluster.bootstrapServers());
    var options = new RunOptions(7, 600, Map.of("plain", "1s"), InstantSource.system());
    runner = new ScenarioRunner(cluster, workload, options);
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
        "broker-loss",
        "broker-pause",
        "leader-skew",
        "weak-topic",
        "slow-consumer",
        "stopped-consumer",
        "stalled-consumer",
        "home-loss"
      })
  void shouldInjectSeeAndRepairWhenFaultIsShipped(String name) {
    var heard = new Notes();

    ScenarioRun run = runner.run(ScenarioFile.shipped(name).scenarios().get(0), heard, heard);

    System.out.println(
        run.name() + " " + run.injectedAt() + " " + run.visibleAt() + " " + run.repairedAt());
    assertThat(run.why()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.DONE);
    assertThat(run.visibleAt().orElseThrow()).isAfter(run.injectedAt().orElseThrow());
    assertThat(run.repairedAt().orElseThrow()).isAfter(run.visibleAt().orElseThrow());
    boolean isAfter = name.equals("home-loss");
    assertThat(heard.notes)
        .containsExactlyElementsOf(
            isAfter
                ? List.of(
                    "started", "injected", "visible", "repaired", "opened", "resolved", "ended")
                : List.of(
                    "started", "injected", "visible", "opened", "repaired", "resolved", "ended"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quiet-plain", "quiet-rolling-restart", "quiet-topic-lifecycle"})
  void shouldAskForNoAdviceWhenQuiet(String name) {
    var heard = new Notes();

    ScenarioRun run = runner.run(ScenarioFile.shipped(name).scenarios().get(0), heard, heard);

    assertThat(run.why()).isEmpty();
    assertThat(run.status()).isEqualTo(Status.DONE);
    assertThat(heard.notes).doesNotContain("opened", "resolved", "visible");
  }

  @Test
  void shouldEndAsNotInjectedWhenProofDoesNotHold() {
    ScenarioFile file =
        ScenarioFile.parse(
            "a file",
            """
            format: scenario/1
            scenarios:
              - name: nothing
                watch: A pause that is too short to be seen.
                expect: {category: AVAILABILITY, subject: "broker:${target}", cause: broker-down}
                steps: [pause]
                prove: {within: 1s, all: [fenced]}
            """);

    ScenarioRun run = runner.run(file, new ScenarioListener() {}, AdviceGate.none()).get(0);

    assertThat(run.status()).isEqualTo(Status.NOT_INJECTED);
    assertThat(run.why()).contains("not seen within 1 s");
    assertThat(run.visibleAt()).isEmpty();
    assertThat(cluster.brokers()).allMatch(broker -> broker.state() == ServerState.RUNNING);
  }

  private static final class Notes implements ScenarioListener, AdviceGate {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void started(ScenarioRun run) {
      notes.add("started");
    }

    @Override
    public void injected(ScenarioRun run) {
      notes.add("injected");
    }

    @Override
    public void visible(ScenarioRun run) {
      notes.add("visible");
    }

    @Override
    public void repaired(ScenarioRun run) {
      notes.add("repaired");
    }

    @Override
    public void ended(ScenarioRun run) {
      notes.add("ended");
    }

    @Override
    public void awaitOpened(ScenarioRun run) {
      notes.add("opened");
    }

    @Override
    public void awaitResolved(ScenarioRun run) {
      notes.add("resolved");
    }
  }
}
