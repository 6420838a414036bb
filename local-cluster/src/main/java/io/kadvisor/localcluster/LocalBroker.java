package io.kadvisor.localcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One broker of a local cluster: a child process that can be started again on the same data. */
public final class LocalBroker {
  private static final int CONNECT_MILLISECONDS = 500;

  private final BrokerIdentity identity;
  private final ServerProcess process;

  LocalBroker(BrokerIdentity identity, ServerProcess process) {
    this.identity = identity;
    this.process = process;
  }

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

  public ServerState state() {
    return process.state();
  }

  /** The process id; absent while the broker is stopped. */
  public OptionalLong pid() {
    return process.pid();
  }

  /**
   * Starts the process and returns at once; {@link LocalCluster#awaitReady} waits for its answer.
   */
  public void start() {
    process.start();
  }

  /**
   * Stops the broker cleanly: it hands its leaders over first. Killed if that takes more than 30
   * seconds.
   */
  public void stop() {
    process.stop();
  }

  /** Ends the process at once ({@code kill -9}), paused or not. */
  public void kill() {
    process.kill();
  }

  /** Stops the process's clock: its ports accept, nobody answers. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
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

  /** Resumes or starts it if it does not run. */
  public void bringBack() {
    process.bringBack();
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

  /** What the process printed last, oldest line first. */
  List<String> lastLines() {
    return process.lastLines();
  }
}
