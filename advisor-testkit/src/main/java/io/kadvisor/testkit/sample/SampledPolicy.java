package io.kadvisor.testkit.sample;

import io.kadvisor.model.BrokerId;
import io.kadvisor.model.ClusterId;
import io.kadvisor.model.policy.Backup;
import io.kadvisor.model.policy.Capacity;
import io.kadvisor.model.policy.Policy;
import io.kadvisor.model.policy.RuleSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A policy as tests make it: another one, but for what is said. */
public final class SampledPolicy {
  private final Policy base;
  private final Map<String, RuleSettings> rules;
  private String name;
  private String version;
  private Instant effectiveFrom;
  private double durationFactor;
  private Capacity capacity;
  private List<BrokerId> drain = List.of();
  private Backup backup;

  private SampledPolicy(Policy base) {
    this.base = base;
    rules = new HashMap<>(base.rules());
    name = base.name();
    version = base.version();
    effectiveFrom = base.effectiveFrom();
    durationFactor = base.durationFactor();
    capacity = base.capacity();
    backup = base.backup();
  }

  /** Like that in force where none was given. */
  public static SampledPolicy standard(ClusterId cluster) {
    return like(Policy.standard(cluster));
  }

  /** The standard one with all durations a sixtieth. */
  public static SampledPolicy demo(ClusterId cluster) {
    return standard(cluster).named("demo").faster(60);
  }

  public static SampledPolicy like(Policy other) {
    return new SampledPolicy(other);
  }

  public SampledPolicy named(String other) {
    name = other;
    return this;
  }

  public SampledPolicy version(String other) {
    version = other;
    return this;
  }

  public SampledPolicy from(Instant first) {
    effectiveFrom = first;
    return this;
  }

  /** So many times: durations are divided by it. */
  public SampledPolicy faster(double factor) {
    durationFactor = factor;
    return this;
  }

  public SampledPolicy rule(String rule, RuleSettings settings) {
    rules.put(rule, settings);
    return this;
  }

  public SampledPolicy without(String rule) {
    return rule(rule, new RuleSettings(false, Map.of(), Map.of()));
  }

  public SampledPolicy capacity(Capacity declared) {
    capacity = declared;
    return this;
  }

  public SampledPolicy backup(Backup wanted) {
    backup = wanted;
    return this;
  }

  public SampledPolicy drain(BrokerId... brokers) {
    drain = List.of(brokers);
    return this;
  }

  public Policy policy() {
    return new Policy(
        base.v(),
        base.cluster(),
        name,
        version,
        effectiveFrom,
        durationFactor,
        rules,
        base.defaultOwner(),
        base.owners(),
        base.calm(),
        capacity,
        backup,
        drain);
  }
}
