package io.kadvisor.collector.admin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.admin.Admin;

/**
 * The Admin client of one cluster, which can be replaced. A client that waits for a broker that
 * hangs may lose the whole cluster for many seconds; a new one that begins at brokers known to
 * answer does not.
 */
final class AdminConnection implements AutoCloseable {
  private final Map<String, Object> properties;
  private final Executor background;
  private volatile Admin admin;

  AdminConnection(Map<String, Object> properties, Executor background) {
    this.properties = properties;
    this.background = background;
    this.admin = Admin.create(properties);
  }

  Admin admin() {
    return admin;
  }

  /**
   * Begins anew at the given brokers; the old client is closed aside, since closing may wait.
   *
   * @param hurried gives up a request sooner, because some broker is known to hang
   */
  void renew(String bootstrapServers, boolean hurried) {
    Admin old = admin;
    var others = AdminProperties.beginningAt(properties, bootstrapServers);
    admin = Admin.create(hurried ? AdminProperties.hurried(others) : others);
    background.execute(() -> old.close(Duration.ZERO));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
