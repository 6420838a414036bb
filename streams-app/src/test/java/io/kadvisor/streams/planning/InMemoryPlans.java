package io.kadvisor.streams.planning;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.advisory.AdvisoryId;
import io.kadvisor.model.plan.KeptPlan;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Plans without a topic. */
final class InMemoryPlans implements Plans {
  private final Map<ClusterId, Map<AdvisoryId, KeptPlan>> plans = new HashMap<>();
  boolean fails;
  int reads;

  @Override
  public Map<AdvisoryId, KeptPlan> of(ClusterId cluster) {
    if (fails) {
      throw new KafkaException("the home is away");
    }
    reads++;
    return Map.copyOf(plans.getOrDefault(cluster, Map.of()));
  }

  @Override
  public boolean write(KeptPlan plan) {
    KeptPlan there = of(plan.cluster()).get(plan.advisory());
    if (there != null && there.summary().sweep().compareTo(plan.summary().sweep()) >= 0) {
      return false;
    }
    plans.computeIfAbsent(plan.cluster(), id -> new HashMap<>()).put(plan.advisory(), plan);
    return true;
  }

  @Override
  public void forget(ClusterId cluster, AdvisoryId advisory) {
    plans.getOrDefault(cluster, new HashMap<>()).remove(advisory);
  }

  @Override
  public void close() {}
}
