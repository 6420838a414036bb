package io.kadvisor.localcluster;

import java.util.List;
import java.util.OptionalLong;

/** A server of a local cluster: a child process that can be started again on the same data. */
public abstract sealed class LocalServer permits LocalBroker, LocalController {
  final ServerProcess process;

  LocalServer(ServerProcess process) {
    this.process = process;
  }

  /** Its node id in the cluster. */
  public abstract int id();

  public final ServerState state() {
    return process.state();
  }

  /** The process id; absent while the server is stopped. */
  public final OptionalLong pid() {
    return process.pid();
  }

  /**
   * Starts the process and returns at once; {@link LocalCluster#awaitReady} waits for the answers
   * of brokers.
   */
  public final void start() {
    process.start();
  }

  /** Ends the process at once ({@code kill -9}), paused or not. */
  public final void kill() {
    process.kill();
  }

  /** Stops the process's clock: its ports accept, nobody answers. */
  public final void pause() {
    process.pause();
  }

  public final void resume() {
    process.resume();
  }

  /** Resumes or starts it if it does not run. */
  public final void bringBack() {
    process.bringBack();
  }

  /** What it is and its id. */
  final String title() {
    return process.title();
  }

  /** What the process printed last, oldest line first. */
  final List<String> lastLines() {
    return process.lastLines();
  }
}
