package io.kadvisor.localcluster.scenario;

import io.kadvisor.localcluster.LocalCluster;
import io.kadvisor.localcluster.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/** What steps act on, and what they remember for later steps of the same scenario. */
final class Stage implements AutoCloseable {
  private final LocalCluster cluster;
  private final Workload workload;
  private final Witnesses witnesses;
  private final double policyFactor;
  private final Operator operator;
  private final Admin admin;
  private final Map<String, Map<Integer, List<Integer>>> placementsBefore =
      new ConcurrentHashMap<>();

  Stage(
      LocalCluster cluster,
      Workload workload,
      Witnesses witnesses,
      double policyFactor,
      Operator operator) {
    this.operator = operator;
    this.cluster = cluster;
    this.workload = workload;
    this.witnesses = witnesses;
    this.policyFactor = policyFactor;
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "client.id",
                "operator",
                "request.timeout.ms",
                5_000,
                "default.api.timeout.ms",
                20_000,
                "reconnect.backoff.max.ms",
                1_000,
                "enable.metrics.push",
                false));
  }

  LocalCluster cluster() {
    return cluster;
  }

  Workload workload() {
    return workload;
  }

  Operator operator() {
    return operator;
  }

  Admin admin() {
    return admin;
  }

  /** A duration of the policy as the policy in force runs it. */
  Duration scaled(Duration policyTime) {
    return Duration.ofNanos(Math.round(policyTime.toNanos() / policyFactor));
  }

  /** Whether the witnesses see it within the proof's time. */
  boolean sees(Proof proof) {
    return witnesses.await(proof).isPresent();
  }

  void await(Proof proof) {
    if (!sees(proof)) {
      throw new StepFailed("not seen within " + proof.within().toSeconds() + " s: " + proof);
    }
  }

  /** What a broker took along when it went for good is looked at no more. */
  void writeOff() {
    witnesses.writeOff();
  }

  /** Keeps a topic's first placement, so that a later step can restore it. */
  void rememberPlacement(String topic, Map<Integer, List<Integer>> placement) {
    placementsBefore.putIfAbsent(topic, placement);
  }

  Optional<Map<Integer, List<Integer>>> placementBefore(String topic) {
    return Optional.ofNullable(placementsBefore.get(topic));
  }

  void forgetPlacements() {
    placementsBefore.clear();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
