package io.kadvisor.cli.demo;

/** The demo could not be carried out; the message says why and where to look. */
public final class DemoFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DemoFailedException(String message) {
    super(message);
  }
}
