package io.kadvisor.localcluster.replication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy in front of each broker's replication port. A broker advertises one address to all, so
 * the proxy tells its followers apart by what they say of themselves in their first request; each
 * pair of leader and follower can then be held up without touching another. Connections between
 * brokers that fetch nothing pass as they are.
 */
public final class ReplicationProxies implements AutoCloseable {
  private final Threads threads = new Threads();
  private final Map<Integer, LeaderProxy> leaders = new ConcurrentHashMap<>();

  /** Opens the proxy of a broker and returns its loopback port. */
  public int open(int broker, int replicationPort) {
    var proxy = new LeaderProxy(replicationPort, threads);
    leaders.put(broker, proxy);
    return proxy.port();
  }

  /**
   * Changes how one follower gets the records of one leader; at once, and until the next change.
   *
   * @throws IllegalArgumentException if the leader has no proxy
   */
  public void set(int leader, int follower, Passage passage) {
    LeaderProxy proxy = leaders.get(leader);
    if (proxy == null) {
      throw new IllegalArgumentException("no proxy stands before broker " + leader);
    }
    proxy.path(follower).set(passage);
  }

  /** Lets everything pass freely again. */
  public void free() {
    leaders.values().forEach(LeaderProxy::free);
  }

  @Override
  public void close() {
    leaders.values().forEach(LeaderProxy::close);
    threads.close();
  }
}
