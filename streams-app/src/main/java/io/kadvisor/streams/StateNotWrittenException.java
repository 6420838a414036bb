package io.kadvisor.streams;

import io.kadvisor.model.ClusterId;

/**
 * A cluster's new state could not be written whole; the task must fall back to what was committed.
 */
public final class StateNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StateNotWrittenException(ClusterId cluster, RuntimeException cause) {
    super("the state of cluster " + cluster + " could not be written", cause);
  }
}
