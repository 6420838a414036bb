package io.kadvisor.api.access;

/** What a caller may do; each includes the ones before it. */
public enum Role {
  READ,
  /** Acknowledge, dismiss, snooze. */
  ACKNOWLEDGE,
  /** Let an action run that changes a cluster. */
  APPROVE;

  public boolean includes(Role wanted) {
    return compareTo(wanted) >= 0;
  }
}
