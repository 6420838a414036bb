package io.kadvisor.core.planner.model;

/** What a plan may do with a broker. */
public enum BrokerState {
  /** Carries replicas and may take more. */
  ALIVE,
  /** Just added and empty: may take replicas. */
  NEW,
  /** Lost or to be drained: ends without replicas. */
  DEAD;

  public boolean takesReplicas() {
    return this != DEAD;
  }
}
