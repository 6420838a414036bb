package io.kadvisor.executor.wave;

/** A call that failed as a whole: the cluster did not answer, or refused it. */
public final class Unanswered extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unanswered(String why, Throwable cause) {
    super(why, cause);
  }
}
