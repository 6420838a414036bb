package io.kadvisor.collector.facts;

/** The cluster as a whole could not be read. */
public final class Unreadable extends RuntimeException {
  private final transient Trouble trouble;

  public Unreadable(Trouble trouble, Throwable cause) {
    super(trouble.sentence(), cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
