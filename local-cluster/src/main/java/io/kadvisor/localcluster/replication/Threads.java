package io.kadvisor.localcluster.replication;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads of all proxies of a cluster. */
final class Threads implements AutoCloseable {
  private final ExecutorService pool = Executors.newCachedThreadPool(Threads::thread);

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "replication-proxy");
    thread.setDaemon(true);
    return thread;
  }

  void start(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
