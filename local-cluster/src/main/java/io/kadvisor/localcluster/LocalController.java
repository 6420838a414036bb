package io.kadvisor.localcluster;

import java.util.List;
import java.util.OptionalLong;

/** A controller that is a process of its own: it can be started again on the same data. */
public final class LocalController {
  private final Voter voter;
  private final ServerProcess process;

  LocalController(Voter voter, ServerProcess process) {
    this.voter = voter;
    this.process = process;
  }

  public int id() {
    return voter.id();
  }

  Voter voter() {
    return voter;
  }

  public ServerState state() {
    return process.state();
  }

  /** The process id; absent while the controller is stopped. */
  public OptionalLong pid() {
    return process.pid();
  }

  /** Starts the process and returns at once. */
  public void start() {
    process.start();
  }

  /** Ends the process at once ({@code kill -9}), paused or not. */
  public void kill() {
    process.kill();
  }

  /** Stops the process's clock: its port accepts, nobody answers. */
  public void pause() {
    process.pause();
  }

  public void resume() {
    process.resume();
  }

  /** Resumes or starts it if it does not run. */
  public void bringBack() {
    process.bringBack();
  }

  /** What the process printed last, oldest line first. */
  List<String> lastLines() {
    return process.lastLines();
  }
}
