package io.kadvisor.core.planner.model;

/**
 * How much of a leader's CPU stays when it only follows: Cruise Control's estimate, which shares a
 * broker's CPU by bytes with weights 0.7 for a leader's in, 0.15 for its out and 0.15 for a
 * follower's in ({@code ModelParameters}, and the {@code leadershipRule} of {@code
 * rebalance-input/1}).
 */
public final class LeadershipRule {
  private static final double LEADER_IN = 0.7;
  private static final double LEADER_OUT = 0.15;
  private static final double FOLLOWER_IN = 0.15;

  private LeadershipRule() {}

  /** What a leader weighs in its broker's CPU, by the bytes it takes in and sends. */
  public static double leading(double in, double out) {
    return LEADER_IN * in + LEADER_OUT * out;
  }

  /** The same of a follower. */
  public static double following(double in) {
    return FOLLOWER_IN * in;
  }

  /**
   * @param loads loads in the order of {@link Resource}
   * @param at where the leader's begin
   */
  static double followerCpu(double[] loads, int at) {
    double in = loads[at + Resource.NW_IN.column()];
    double out = loads[at + Resource.NW_OUT.column()];
    return in == 0 && out == 0 ? 0 : loads[at] * following(in) / leading(in, out);
  }
}
