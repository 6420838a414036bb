package io.kadvisor.model.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The way of the probe's records from its own rack to the brokers of one rack and back, over the
 * last minute. Times in seconds.
 *
 * @param from the probe's rack; absent when nobody said
 * @param to the brokers' rack; absent for brokers without one
 * @param brokers that are probed there
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProbeRoute(
    Optional<String> from,
    Optional<String> to,
    int brokers,
    double p50,
    double p95,
    double p99,
    double max) {
  public ProbeRoute {
    from = from == null ? Optional.empty() : from;
    to = to == null ? Optional.empty() : to;
  }
}
