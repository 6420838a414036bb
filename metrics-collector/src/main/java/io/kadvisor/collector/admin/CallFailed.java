package io.kadvisor.collector.admin;

/** A call failed without which there is no sweep. */
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  CallFailed(Throwable cause) {
    super(cause);
  }
}
