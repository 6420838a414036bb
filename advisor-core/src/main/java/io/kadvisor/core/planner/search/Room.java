package io.kadvisor.core.planner.search;

import io.kadvisor.core.planner.placement.Placement;
import java.util.stream.IntStream;

/**
 * How far each broker is below its upper limits, remembered: it is asked of all of them for each
 * replica, and a move changes it for two.
 */
final class Room {
  private final Ground ground;
  private final Balance balance;
  private final double[] room;

  Room(Ground ground, Balance balance) {
    this.ground = ground;
    this.balance = balance;
    room = IntStream.range(0, ground.model().brokerCount()).mapToDouble(balance::room).toArray();
  }

  double of(int broker) {
    return room[broker];
  }

  void move(int replica, int target) {
    Placement placement = ground.placement();
    int source = placement.brokerOf(replica);
    ground.move(replica, target);
    room[source] = balance.room(source);
    room[target] = balance.room(target);
  }
}
