package io.kadvisor.localcluster;

import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One broker of a local cluster: a child process that can be started again on the same data. */
public final class LocalBroker {
  /** What this side did last with the process; whether the cluster knows is another question. */
  public enum State {
    STOPPED,
    RUNNING,
    PAUSED
  }

  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);
  private static final int CONNECT_MILLISECONDS = 500;
  private static final int LAST_LINES = 20;

  private final BrokerIdentity identity;
  private final BrokerCommand command;
  private final BrokerFolder folder;
  private final ChildProcesses processes;
  private volatile Optional<SmallVolume> volume = Optional.empty();
  private volatile ChildProcess process;
  private volatile State state = State.STOPPED;

  LocalBroker(
      BrokerIdentity identity,
      BrokerCommand command,
      BrokerFolder folder,
      ChildProcesses processes) {
    this.identity = identity;
    this.command = command;
    this.folder = folder;
    this.processes = processes;
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
    return command.jmxPort();
  }

  public Path dataFolder() {
    return folder.data();
  }

  public Path logFile() {
    return processes.logs().resolve(folder.name() + ".log");
  }

  public State state() {
    ChildProcess current = process;
    return current != null && current.isAlive() ? state : State.STOPPED;
  }

  /** The process id; absent while the broker is stopped. */
  public OptionalLong pid() {
    return state() == State.STOPPED ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  /**
   * Starts the process and returns at once; {@link LocalCluster#awaitReady} waits for its answer.
   */
  public synchronized void start() {
    if (state() != State.STOPPED) {
      throw new LocalClusterException("broker " + id() + " runs already");
    }
    List<String> line = command.line(folder.settings());
    process =
        processes.startLogged(
            folder.name(), volume.map(small -> small.around(line)).orElse(line), folder.path());
    state = State.RUNNING;
  }

  /**
   * Stops the broker cleanly: it hands its leaders over first. Killed if that takes more than 30
   * seconds.
   */
  public synchronized void stop() {
    if (state() == State.PAUSED) {
      resume();
    }
    if (state() != State.STOPPED && !process.terminate(CLEAN_STOP)) {
      process.kill();
    }
  }

  /** Ends the process at once ({@code kill -9}), paused or not. */
  public synchronized void kill() {
    if (state() != State.STOPPED) {
      process.kill();
    }
  }

  /** Stops the process's clock: its ports accept, nobody answers. */
  public synchronized void pause() {
    requireRunning();
    process.pause();
    state = State.PAUSED;
  }

  public synchronized void resume() {
    requireRunning();
    process.resume();
    state = State.RUNNING;
  }

  /** A clean stop and a start on the same data. */
  public synchronized void restart() {
    stop();
    start();
  }

  /**
   * Restarts the broker with a second log directory on a small volume of its own. Records there
   * last as long as the process.
   *
   * @throws LocalClusterException if this system lets nobody mount one
   */
  public synchronized void addVolume(int megabytes) {
    var small = SmallVolume.of(folder.smallData(), megabytes);
    stop();
    folder.setDataFolders(List.of(folder.data(), folder.smallData()));
    volume = Optional.of(small);
    start();
  }

  /** Restarts the broker without its small volume, if it has one; what was on it is gone. */
  public synchronized void removeVolume() {
    if (volume.isPresent()) {
      stop();
      folder.setDataFolders(List.of(folder.data()));
      volume = Optional.empty();
      start();
    }
  }

  /** Removes what a stopped broker leaves. */
  void forget() {
    folder.delete();
  }

  private void requireRunning() {
    if (state() == State.STOPPED) {
      throw new LocalClusterException("broker " + id() + " does not run");
    }
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
    ChildProcess current = process;
    return current == null ? List.of() : current.lastLines(LAST_LINES);
  }
}
