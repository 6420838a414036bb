package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sweep saw of the cluster as a whole.
 *
 * @param alias the name that the configuration gives it
 * @param controller the active controller; absent when there is none, or when not observed, which
 *     {@code notSeen} says
 * @param brokers that the metadata lists, fenced ones not counted
 * @param quorum of the controllers; absent when not observed, and with ZooKeeper
 * @param features finalized level of each feature, {@code metadata.version} among them; empty when
 *     not observed
 * @param clockSkewMillis clock of the active controller minus the collector's, as far as it cannot
 *     be the time of the call; absent when not measured: other brokers do not tell their clock, nor
 *     does any with ZooKeeper
 * @param probeRoutes the way of the probe's records to each rack and back; empty without a probe
 */
@JsonTypeName("cluster")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClusterSample(
    int v,
    ClusterId cluster,
    String alias,
    long epoch,
    Instant sweepAt,
    Optional<BrokerId> controller,
    List<BrokerId> brokers,
    Optional<Long> clockSkewMillis,
    Optional<Quorum> quorum,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> features,
    List<NotSeen> notSeen,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProbeRoute> probeRoutes)
    implements Sample, ClusterRecord {

  /** Without a probe. */
  public ClusterSample(
      int v,
      ClusterId cluster,
      String alias,
      long epoch,
      Instant sweepAt,
      Optional<BrokerId> controller,
      List<BrokerId> brokers,
      Optional<Long> clockSkewMillis,
      Optional<Quorum> quorum,
      Map<String, Integer> features,
      List<NotSeen> notSeen) {
    this(
        v,
        cluster,
        alias,
        epoch,
        sweepAt,
        controller,
        brokers,
        clockSkewMillis,
        quorum,
        features,
        notSeen,
        List.of());
  }

  public ClusterSample {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(sweepAt, "sweepAt");
    controller = controller == null ? Optional.empty() : controller;
    brokers = brokers == null ? List.of() : List.copyOf(brokers);
    clockSkewMillis = clockSkewMillis == null ? Optional.empty() : clockSkewMillis;
    quorum = quorum == null ? Optional.empty() : quorum;
    features = features == null ? Map.of() : Map.copyOf(features);
    notSeen = notSeen == null ? List.of() : List.copyOf(notSeen);
    probeRoutes = probeRoutes == null ? List.of() : List.copyOf(probeRoutes);
  }

  @JsonIgnore
  @Override
  public Subject subject() {
    return Subject.CLUSTER;
  }
}
