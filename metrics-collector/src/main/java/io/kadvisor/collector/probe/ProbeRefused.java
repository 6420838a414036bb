package io.kadvisor.collector.probe;

/** The cluster did not do what the probe asked for. */
public final class ProbeRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean passing;

  /**
   * @param passing true when the same call may succeed by itself later
   */
  public ProbeRefused(String reason, boolean passing, Throwable cause) {
    super(reason, cause);
    this.passing = passing;
  }

  boolean passing() {
    return passing;
  }
}
