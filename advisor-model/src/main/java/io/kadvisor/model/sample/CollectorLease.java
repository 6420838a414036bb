package io.kadvisor.model.sample;

import io.kadvisor.model.ClusterId;
import java.time.Instant;
import java.util.Objects;

/**
 * Which collector sweeps a cluster.
 *
 * @param alias the name that the configuration gives the cluster
 * @param collector the instance
 * @param epoch of the lease: every sample of it carries this number, and a higher one fences it
 */
public record CollectorLease(
    int v, ClusterId cluster, String alias, String collector, long epoch, Instant since) {
  /** The schema version that is written today. */
  public static final int VERSION = 1;

  public CollectorLease {
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(collector, "collector");
    Objects.requireNonNull(since, "since");
  }
}
