package io.kadvisor.streams;

import io.kadvisor.model.ClusterId;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.streams.StreamCounters.Count;
import io.kadvisor.wire.Key;
import io.kadvisor.wire.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every version of a policy; the first of a version stays, another one under its name is
 * refused.
 */
final class PolicyShelf extends ContextualProcessor<Key, Policy, Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyShelf.class);
  private static final Comparator<Policy> AGE =
      Comparator.comparing(Policy::effectiveFrom).thenComparing(Policy::version);

  private final StreamCounters counters;
  private KeyValueStore<Key, Policy> versions;

  PolicyShelf(StreamCounters counters) {
    this.counters = counters;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    versions = context.getStateStore(Stores.POLICY);
  }

  @Override
  public void process(Record<Key, Policy> record) {
    Policy policy = record.value();
    if (policy == null) {
      return;
    }
    if (!Keys.of(policy).equals(record.key())) {
      throw new IllegalArgumentException(
          "the key " + record.key() + " is not of policy version " + policy.version());
    }
    Policy known = versions.putIfAbsent(record.key(), policy);
    if (known != null && !known.equals(policy)) {
      counters.add(Count.POLICIES_REFUSED);
      LOG.warn(
          "a policy version is never overwritten; the first one stays: cluster={} version={}",
          policy.cluster(),
          policy.version());
    }
  }

  /**
   * The version with the latest beginning at or before a time; the standard policy where there is
   * none.
   */
  static Policy inForce(KeyValueStore<Key, Policy> versions, ClusterId cluster, Instant at) {
    List<Policy> begun = new ArrayList<>();
    StoredStates.each(
        versions,
        cluster,
        (key, policy) -> {
          if (!policy.effectiveFrom().isAfter(at)) {
            begun.add(policy);
          }
        });
    return begun.stream().max(AGE).orElseGet(() -> Policy.standard(cluster));
  }
}
