package io.kadvisor.model.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kadvisor.model.unit.DataRate;
import io.kadvisor.model.unit.DataSize;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Steps that are taken together, and ended before the next wave begins.
 *
 * @param number from 1
 * @param purpose what it is for, in a few words
 * @param partitions that change
 * @param copies replicas on brokers that have none yet
 * @param throttle of replication; absent when nothing is copied
 * @param duration at that throttle; absent when nothing is copied
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanWave(
    int number,
    String purpose,
    int partitions,
    int copies,
    DataSize bytes,
    Optional<DataRate> throttle,
    Optional<Duration> duration) {
  public PlanWave {
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(bytes, "bytes");
    throttle = throttle == null ? Optional.empty() : throttle;
    duration = duration == null ? Optional.empty() : duration;
  }
}
