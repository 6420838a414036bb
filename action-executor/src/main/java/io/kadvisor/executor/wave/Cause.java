package io.kadvisor.executor.wave;

/** Why the carrying out of a plan stopped before its end. */
public enum Cause {
  /** What must hold before a wave did not come to hold. */
  NOT_READY,
  /**
   * The cluster is not as the plan has it: somebody else changed it, or it was planned long ago.
   */
  CHANGED,
  /** The cluster took a call, and refused a part of it. */
  REFUSED,
  /** A broker is not there any more. */
  BROKER_LOST,
  /** Partitions have fewer replicas in sync than their topic asks for. */
  UNDER_MIN_ISR,
  /** Nothing was copied and nothing ended for a long time. */
  STALLED,
  /** The cluster does not answer. */
  UNANSWERED,
  /** The operator said so. */
  INTERRUPTED
}
