package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalBroker;
import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.LocalController;
import io.kadvisor.localcluster.ServerState;
import io.kadvisor.localcluster.replication.ReplicationProxies;
import io.kadvisor.localcluster.scenario.ScenarioRun.Status;
import io.kadvisor.localcluster.workload.StandardWorkload;
import io.kadvisor.localcluster.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Runs scenarios on a local cluster, one after the other or several at once. */
public final class ScenarioRunner implements AutoCloseable {
  private final LocalCluster cluster;
  private final RunOptions options;
  private final Witnesses witnesses;
  private final Stage stage;

  /**
   * @param workload whose producers and groups the scenarios may change; a scenario's own ones
   *     start in it
   */
  public ScenarioRunner(LocalCluster cluster, Workload workload, RunOptions options) {
    this(cluster, workload, options, Operator.NOBODY);
  }

  /**
   * The same with an advisor that watches the cluster.
   *
   * @param operator who works with it
   */
  public ScenarioRunner(
      LocalCluster cluster, Workload workload, RunOptions options, Operator operator) {
    this.cluster = cluster;
    this.options = options;
    this.witnesses = new Witnesses(cluster, options.clock());
    this.stage = new Stage(cluster, workload, witnesses, options.policyFactor(), operator);
  }

  /** Runs them in order; one that fails does not keep the next from running. */
  public List<ScenarioRun> run(ScenarioFile file, ScenarioListener listener, AdviceGate gate) {
    var runs = new ArrayList<ScenarioRun>();
    file.scenarios().forEach(template -> runs.add(run(template, listener, gate)));
    return List.copyOf(runs);
  }

  /**
   * Runs one and returns how it ended; what it leaves dead, paused or held up by a failure is
   * brought back.
   */
  public ScenarioRun run(ScenarioTemplate template, ScenarioListener listener, AdviceGate gate) {
    ScenarioRun start = draw(template);
    stage.forgetPlacements();
    listener.started(start);
    return ended(List.of(play(start, listener, gate)), listener).get(0);
  }

  private ScenarioRun play(ScenarioRun start, ScenarioListener listener, AdviceGate gate) {
    return new Performance(start, stage, witnesses, listener, gate, options.clock()).play();
  }

  private List<ScenarioRun> ended(List<ScenarioRun> ends, ScenarioListener listener) {
    if (!ends.stream().allMatch(end -> end.status() == Status.DONE)) {
      bringBack();
    }
    ends.forEach(listener::ended);
    return ends;
  }

  /**
   * Runs faults at once: all are there before the first is repaired. They must not touch the same
   * brokers, topics or groups.
   *
   * @param listener hears them from several threads
   */
  public List<ScenarioRun> runTogether(
      List<ScenarioTemplate> faults, ScenarioListener listener, AdviceGate gate) {
    List<ScenarioRun> starts = faults.stream().map(this::draw).toList();
    stage.forgetPlacements();
    starts.forEach(listener::started);
    var meeting = new Meeting(gate, starts.size());
    List<CompletableFuture<ScenarioRun>> running =
        starts.stream()
            .map(
                start ->
                    CompletableFuture.supplyAsync(
                            () -> play(start, listener, meeting), ScenarioRunner::inThread)
                        .whenComplete((end, failure) -> meeting.leave()))
            .toList();
    return ended(running.stream().map(CompletableFuture::join).toList(), listener);
  }

  private static void inThread(Runnable task) {
    var thread = new Thread(task, "scenario");
    thread.setDaemon(true);
    thread.start();
  }

  private ScenarioRun draw(ScenarioTemplate template) {
    // its own seed for each name: another order of scenarios draws the same targets. Mixed, since
    // the
    // first ints of neighbouring seeds are nearly the same
    long seed = new SplittableRandom(options.seed() * 31 + template.name().hashCode()).nextLong();
    Map<String, String> values = hat().draw(template.variablesWith(options.variables()), seed);
    return ScenarioRun.of(template.bind(values), options.seed(), values);
  }

  private Hat hat() {
    List<Integer> running =
        cluster.brokers().stream()
            .filter(broker -> broker.state() == ServerState.RUNNING)
            .map(LocalBroker::id)
            .toList();
    List<Integer> apart =
        cluster.controllers().stream()
            .filter(controller -> controller.state() == ServerState.RUNNING)
            .map(LocalController::id)
            .toList();
    return new Hat(
        running, apart, controller(), StandardWorkload.topics(), StandardWorkload.groups());
  }

  private Optional<Integer> controller() {
    try {
      return Optional.of(
          Answers.of("find the controller", stage.admin().describeMetadataQuorum().quorumInfo())
              .leaderId());
    } catch (StepFailed unknown) {
      return Optional.empty();
    }
  }

  private void bringBack() {
    cluster.replication().ifPresent(ReplicationProxies::free);
    cluster.controllers().forEach(LocalController::bringBack);
    cluster.brokers().forEach(LocalBroker::bringBack);
  }

  @Override
  public void close() {
    stage.close();
    witnesses.close();
  }
}
