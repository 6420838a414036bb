package io.kadvisor.core.plan;

import io.kadvisor.model.unit.Unit;

/** What brokers carry, and can carry unevenly. */
public enum Resource {
  REPLICAS("replica-skew", "replicas", Unit.COUNT),
  DISK("disk-skew", "disk", Unit.BYTES),
  BYTES_IN("bytes-in-skew", "bytes-in", Unit.BYTES_PER_SECOND),
  BYTES_OUT("bytes-out-skew", "bytes-out", Unit.BYTES_PER_SECOND);

  private final String rule;
  private final String metric;
  private final Unit unit;

  Resource(String rule, String metric, Unit unit) {
    this.rule = rule;
    this.metric = metric;
    this.unit = unit;
  }

  /** The name of the rule that watches it. */
  public String rule() {
    return rule;
  }

  /** The beginning of its metrics in evidence. */
  public String metric() {
    return metric;
  }

  public Unit unit() {
    return unit;
  }

  /** True where every replica counts one, so that as many move as it takes. */
  boolean counts() {
    return this == REPLICAS;
  }
}
