package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.GroupId;
import io.kadvisor.model.unit.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a team's own consumer tells of itself; no sweep counts it, and every number may be missing.
 *
 * @param clientId which member of the group
 * @param processingTime mean time for one record
 * @param pollIdle share of the time spent waiting in {@code poll}
 * @param cpu CPU time over wall time over the cores that it may use
 * @param batchSize mean records that a {@code poll} returned
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClientSample(
    int v,
    ClusterId cluster,
    GroupId group,
    String clientId,
    Instant observedAt,
    Optional<Duration> processingTime,
    Optional<Ratio> pollIdle,
    Optional<Ratio> cpu,
    Optional<Double> batchSize) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public ClientSample {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(observedAt, "observedAt");
    processingTime = processingTime == null ? Optional.empty() : processingTime;
    pollIdle = pollIdle == null ? Optional.empty() : pollIdle;
    cpu = cpu == null ? Optional.empty() : cpu;
    batchSize = batchSize == null ? Optional.empty() : batchSize;
  }
}
