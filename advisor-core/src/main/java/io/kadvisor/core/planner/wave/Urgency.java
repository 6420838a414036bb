package io.kadvisor.core.planner.wave;

/** What a step is for; the first is done first. */
public enum Urgency {
  /** Makes replicas anew whose volume is out of service. */
  REPAIR,
  /** Takes replicas off brokers that are lost or must end empty. */
  EVACUATION,
  /** Brings replicas into racks that have none of the partition. */
  RACKS,
  /** Adds replicas. */
  FACTOR,
  /** Takes load from one broker to another. */
  BALANCE,
  /** Copies nothing: another order of replicas, another leader. */
  LEADERS
}
