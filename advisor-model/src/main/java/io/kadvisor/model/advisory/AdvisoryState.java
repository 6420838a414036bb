package io.kadvisor.model.advisory;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The life of an advisory. What may follow what is one table, here and nowhere else. */
public enum AdvisoryState {
  OPEN,
  /** Somebody has seen it. */
  ACKNOWLEDGED,
  /** Its action may run. */
  APPROVED,
  /** Its action runs. */
  RUNNING,
  /** Its action failed; the trouble is still there. */
  FAILED,
  /** The trouble has gone. */
  RESOLVED,
  /** The action was done and had the promised effect. */
  VERIFIED,
  /** The action was done without the promised effect. */
  INEFFECTIVE,
  /** A person said that it does not matter. */
  DISMISSED,
  /** Not confirmed by anything observed until its expiry. */
  EXPIRED,
  /** Explained by an older or deeper advisory. */
  MERGED;

  private static final Map<AdvisoryState, Set<AdvisoryState>> FOLLOWERS = followers();

  private static Map<AdvisoryState, Set<AdvisoryState>> followers() {
    Map<AdvisoryState, Set<AdvisoryState>> table = new EnumMap<>(AdvisoryState.class);
    table.put(OPEN, EnumSet.of(ACKNOWLEDGED, APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED));
    table.put(ACKNOWLEDGED, EnumSet.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED));
    table.put(APPROVED, EnumSet.of(RUNNING, ACKNOWLEDGED, RESOLVED, DISMISSED, EXPIRED, MERGED));
    table.put(RUNNING, EnumSet.of(VERIFIED, INEFFECTIVE, FAILED));
    table.put(FAILED, EnumSet.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED));
    table.put(INEFFECTIVE, EnumSet.of(APPROVED, RESOLVED, DISMISSED, EXPIRED, MERGED));
    for (AdvisoryState end : EnumSet.of(RESOLVED, VERIFIED, DISMISSED, EXPIRED, MERGED)) {
      table.put(end, EnumSet.noneOf(AdvisoryState.class));
    }
    return table;
  }

  public boolean mayBecome(AdvisoryState next) {
    return FOLLOWERS.get(this).contains(next);
  }

  /** Nothing follows. */
  public boolean ended() {
    return FOLLOWERS.get(this).isEmpty();
  }
}
