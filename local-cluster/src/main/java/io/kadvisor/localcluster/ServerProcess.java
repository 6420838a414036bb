package io.kadvisor.localcluster;

import io.kadvisor.localcluster.process.ChildProcess;
import io.kadvisor.localcluster.process.ChildProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The process of a broker or a controller: it can be started again on the same data. */
final class ServerProcess {
  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);
  private static final int LAST_LINES = 20;

  private final String title;
  private final BrokerCommand command;
  private final BrokerFolder folder;
  private final ChildProcesses processes;
  private Optional<SmallVolume> volume = Optional.empty();
  private volatile ChildProcess process;
  private volatile ServerState state = ServerState.STOPPED;

  ServerProcess(
      String title, BrokerCommand command, BrokerFolder folder, ChildProcesses processes) {
    this.title = title;
    this.command = command;
    this.folder = folder;
    this.processes = processes;
  }

  /** Broker or controller, and its id. */
  String title() {
    return title;
  }

  OptionalInt jmxPort() {
    return command.jmxPort();
  }

  Path dataFolder() {
    return folder.data();
  }

  Path logFile() {
    return processes.logs().resolve(folder.name() + ".log");
  }

  ServerState state() {
    ChildProcess current = process;
    return current != null && current.isAlive() ? state : ServerState.STOPPED;
  }

  OptionalLong pid() {
    return state() == ServerState.STOPPED ? OptionalLong.empty() : OptionalLong.of(process.pid());
  }

  synchronized void start() {
    if (state() != ServerState.STOPPED) {
      throw new LocalClusterException(title + " runs already");
    }
    List<String> line = command.line(folder.settings());
    process =
        processes.startLogged(
            folder.name(), volume.map(small -> small.around(line)).orElse(line), folder.path());
    state = ServerState.RUNNING;
  }

  synchronized void stop() {
    if (state() == ServerState.PAUSED) {
      resume();
    }
    if (state() != ServerState.STOPPED && !process.terminate(CLEAN_STOP)) {
      process.kill();
    }
  }

  synchronized void kill() {
    if (state() != ServerState.STOPPED) {
      process.kill();
    }
  }

  synchronized void pause() {
    requireRunning();
    process.pause();
    state = ServerState.PAUSED;
  }

  synchronized void resume() {
    requireRunning();
    process.resume();
    state = ServerState.RUNNING;
  }

  synchronized void addVolume(int megabytes) {
    var small = SmallVolume.of(folder.smallData(), megabytes);
    stop();
    folder.setDataFolders(List.of(folder.data(), folder.smallData()));
    volume = Optional.of(small);
    start();
  }

  synchronized void removeVolume() {
    if (volume.isPresent()) {
      stop();
      folder.setDataFolders(List.of(folder.data()));
      volume = Optional.empty();
      start();
    }
  }

  /** Removes what a stopped process leaves. */
  void forget() {
    folder.delete();
  }

  private void requireRunning() {
    if (state() == ServerState.STOPPED) {
      throw new LocalClusterException(title + " does not run");
    }
  }

  /** Brings the process back from whatever was done to it. */
  synchronized void bringBack() {
    switch (state()) {
      case PAUSED -> resume();
      case STOPPED -> start();
      case RUNNING -> {}
    }
  }

  /** What the process printed last, oldest line first. */
  List<String> lastLines() {
    ChildProcess current = process;
    return current == null ? List.of() : current.lastLines(LAST_LINES);
  }
}
