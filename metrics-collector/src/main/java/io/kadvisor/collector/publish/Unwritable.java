package io.kadvisor.collector.publish;

import io.kadvisor.collector.facts.Trouble;

/** The home cluster took a record not, or not in time. */
public final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Trouble trouble;

  public Unwritable(Trouble trouble, Throwable cause) {
    super(trouble.sentence(), cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
