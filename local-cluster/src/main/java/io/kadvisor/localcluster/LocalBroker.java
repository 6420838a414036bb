package io.kadvisor.localcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.OptionalInt;

/** One broker of a local cluster. */
public final class LocalBroker extends LocalServer {
  private static final int CONNECT_MILLISECONDS = 500;

  private final BrokerIdentity identity;

  LocalBroker(BrokerIdentity identity, ServerProcess process) {
    super(process);
    this.identity = identity;
  }

  @Override
  public int id() {
    return identity.id();
  }

  public String rack() {
    return identity.rack();
  }

  BrokerIdentity identity() {
    return identity;
  }

  /** Host and port for clients. */
  public String address() {
    return identity.clientAddress();
  }

  /** The loopback port of JMX; absent where it is off. */
  public OptionalInt jmxPort() {
    return process.jmxPort();
  }

  public Path dataFolder() {
    return process.dataFolder();
  }

  public Path logFile() {
    return process.logFile();
  }

  /**
   * Stops the broker cleanly: it hands its leaders over first. Killed if that takes more than 30
   * seconds.
   */
  public void stop() {
    process.stop();
  }

  /** A clean stop and a start on the same data. */
  public void restart() {
    process.stop();
    process.start();
  }

  /**
   * Restarts the broker with a second log directory on a small volume of its own. Records there
   * last as long as the process.
   *
   * @throws LocalClusterException if this system lets nobody mount one
   */
  public void addVolume(int megabytes) {
    process.addVolume(megabytes);
  }

  /** Restarts the broker without its small volume, if it has one; what was on it is gone. */
  public void removeVolume() {
    process.removeVolume();
  }

  /** Removes what a stopped broker leaves. */
  void forget() {
    process.forget();
  }

  /** Whether the broker's port takes a connection; that of a paused one does. */
  public boolean acceptsConnections() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), identity.ports().client()),
          CONNECT_MILLISECONDS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
