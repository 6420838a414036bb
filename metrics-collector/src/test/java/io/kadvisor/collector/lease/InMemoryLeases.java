package io.kadvisor.collector.lease;

import io.kadvisor.model.ClusterId;
import java.time.Duration;

/** All clusters at once are held, elsewhere, or undecided; held until something else is said. */
public final class InMemoryLeases implements Leases {
  private Standing standing = Standing.HELD;
  private long turn = 1;

  public synchronized void are(Standing now) {
    turn += standing != Standing.HELD && now == Standing.HELD ? 1 : 0;
    standing = now;
  }

  @Override
  public synchronized long turn(ClusterId cluster) {
    return turn;
  }

  @Override
  public synchronized Standing of(ClusterId cluster) {
    return standing;
  }

  @Override
  public Standing await(ClusterId cluster, Duration time) {
    return of(cluster);
  }

  @Override
  public void close() {
    are(Standing.ELSEWHERE);
  }
}
