package io.kadvisor.localcluster.scenario;

/** A primitive that could not be carried out; the message says which and why. */
final class StepFailed extends RuntimeException {
  StepFailed(String message) {
    super(message);
  }

  StepFailed(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
