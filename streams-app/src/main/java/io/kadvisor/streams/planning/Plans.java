package io.kadvisor.streams.planning;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import java.util.Map;

/**
 * Where plans are kept. Used by one thread. What cannot be read or written now throws a {@link
 * org.apache.kafka.common.KafkaException}; it changes nothing, and the next call begins anew.
 */
public interface Plans extends AutoCloseable {
  /** The plan of each advisory of a cluster, whoever wrote it. */
  Map<AdvisoryId, KeptPlan> of(ClusterId cluster);

  /**
   * Puts a plan in the place of its advisory's last one, whole or not at all.
   *
   * @return false when there is one that starts from the same sweep or a newer one: that one stays
   */
  boolean write(KeptPlan plan);

  /** Takes the plan of an advisory away, if it has one. */
  void forget(ClusterId cluster, AdvisoryId advisory);

  @Override
  void close();
}
