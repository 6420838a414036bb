package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Placement;
import java.util.SplittableRandom;

/**
 * Changes of two leaders at a time, for brokers that are still outside a limit: where no single one
 * helps, giving away a busy partition and leading a quiet one in its place often does. Free of
 * bytes. The second is looked for on the two brokers that the first one touches.
 */
final class LeaderExchanges {
  private static final int SAMPLE = 16;
  private static final int LARGEST_SAMPLE = 8 * SAMPLE;
  private static final int TRIES = 60;

  /** Pairs that are looked at for all brokers, and at least for each: 100 ns each. */
  private static final long PAIRS = 200_000;

  private static final long PAIRS_OF_ONE = 20_000;
  private static final double SMALLEST_GAIN = 1e-7;

  private final Ground ground;
  private final Balance balance;
  private final ClusterModel model;
  private final Placement placement;
  private final SplittableRandom chance;
  private long pairs;
  private double least;
  private int bestFirst;
  private int bestSecond;

  LeaderExchanges(Ground ground, Balance balance, long seed) {
    this.ground = ground;
    this.balance = balance;
    model = ground.model();
    placement = ground.placement();
    chance = new SplittableRandom(seed);
  }

  /**
   * @param outside brokers that are
   */
  void run(int[] outside) {
    for (int broker : outside) {
      repair(broker, Math.max(PAIRS_OF_ONE, PAIRS / outside.length));
    }
  }

  private void repair(int broker, long allowed) {
    long end = pairs + allowed;
    int sample = SAMPLE;
    for (int tries = 0; tries < TRIES && balance.distanceOfLeading(broker) > 0; tries++) {
      if (ground.isStopped() || sample > LARGEST_SAMPLE || pairs > end) {
        return;
      }
      if (!isBettered(broker, sample)) {
        sample *= 2;
      }
    }
  }

  private boolean isBettered(int broker, int sample) {
    least = -SMALLEST_GAIN;
    bestFirst = -1;
    for (int at = 0; at < placement.hostedCount(broker); at++) {
      int replica = placement.hosted(broker, at);
      int partition = model.partitionOf(replica);
      if (placement.leads(replica)) {
        for (int each = model.firstReplica(partition); each < model.endReplica(partition); each++) {
          if (each != replica) {
            offer(partition, each, sample);
          }
        }
      } else {
        offer(partition, replica, sample);
      }
    }
    if (bestFirst < 0) {
      return false;
    }
    placement.lead(model.partitionOf(bestFirst), bestFirst);
    if (bestSecond >= 0) {
      placement.lead(model.partitionOf(bestSecond), bestSecond);
    }
    return true;
  }

  /** Offers one change of leader, alone and with others of the brokers that it touches. */
  private void offer(int partition, int leader, int sample) {
    if (!ground.mayLead(leader) || !balance.fitsLeading(partition, leader)) {
      return;
    }
    int from = placement.brokerOf(placement.leaderOf(partition));
    double alone = balance.changeOfLeader(partition, leader);
    if (alone < least) {
      least = alone;
      bestFirst = leader;
      bestSecond = -1;
    }
    offerWith(leader, from, sample);
    offerWith(leader, placement.brokerOf(leader), sample);
  }

  private void offerWith(int first, int broker, int sample) {
    int count = placement.hostedCount(broker);
    for (int each = 0; each < Math.min(count, sample); each++) {
      int at = count <= sample ? each : chance.nextInt(count);
      int replica = placement.hosted(broker, at);
      int partition = model.partitionOf(replica);
      if (partition == model.partitionOf(first)) {
        continue;
      }
      if (!placement.leads(replica)) {
        offer(first, replica);
      } else {
        for (int other = model.firstReplica(partition);
            other < model.endReplica(partition);
            other++) {
          if (other != replica) {
            offer(first, other);
          }
        }
      }
    }
  }

  /** Where one broker is to lead both, the second must fit beside the first. */
  private boolean fitsBoth(int first, int second) {
    int partition = model.partitionOf(second);
    if (placement.brokerOf(first) != placement.brokerOf(second)) {
      return balance.fitsLeading(partition, second);
    }
    int one = model.partitionOf(first);
    int leader = placement.leaderOf(one);
    placement.lead(one, first);
    boolean fits = balance.fitsLeading(partition, second);
    placement.lead(one, leader);
    return fits;
  }

  private void offer(int first, int second) {
    pairs++;
    double change = balance.changeOfLeaders(first, second);
    if (change < least && ground.mayLead(second) && fitsBoth(first, second)) {
      least = change;
      bestFirst = first;
      bestSecond = second;
    }
  }
}
