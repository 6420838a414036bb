package io.kadvisor.api.feed;

import io.kadvisor.model.command.Command;

/** Takes a person's commands to the topic. */
public interface Commands extends AutoCloseable {
  /**
   * Writes and waits until the home cluster has it for certain.
   *
   * @throws NotWritten when it has not within a few seconds; it may still arrive later, once
   */
  void write(Command command) throws NotWritten;

  @Override
  void close();

  /** The home cluster did not take the command. */
  final class NotWritten extends Exception {
    private static final long serialVersionUID = 1;

    public NotWritten(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
