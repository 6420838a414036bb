package io.kadvisor.api.health;

import java.time.Instant;
import java.util.Map;

/**
 * What a role says of itself, asked anew each time. A role that runs in another process is not in
 * the list.
 */
public interface RoleHealth {
  /** How a role is. */
  enum Status {
    STARTING,
    UP,
    /** Work moves between instances; it comes back by itself. */
    REBALANCING,
    /** It works on with less than it should have; the details say what. */
    DEGRADED,
    DOWN
  }

  /** {@code collector}, {@code streams}, {@code api}. */
  String name();

  Status status();

  /** Since when the status holds. */
  Instant since();

  /** Facts for a person, in order; never a secret. */
  Map<String, String> details();

  /** Counts since its start by name ({@code sweeps}), for dashboards; they name no subject. */
  default Map<String, Long> counts() {
    return Map.of();
  }
}
