package io.kadvisor.api.webhook;

import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;

/**
 * What came of one attempt.
 *
 * @param why for a person; empty when it was taken
 */
record Answer(Kind kind, String why) {
  private static final int TOO_LARGE = 413;
  private static final int WRONG_TYPE = 415;
  private static final int NOT_UNDERSTOOD = 422;

  static final Answer NOT_IN_TIME = new Answer(Kind.LATER, "it does not answer in time");

  enum Kind {
    TAKEN,
    /** This one will never be taken: it is left out, so that it holds up no other. */
    REFUSED,
    /** The receiver is not there or not set up: tried again until it is. */
    LATER
  }

  /** Of a status. A wrong secret or path answers 4xx too, and is mended without loss. */
  static Answer of(int status) {
    if (status >= 200 && status < 300) {
      return new Answer(Kind.TAKEN, "");
    }
    boolean never = status == TOO_LARGE || status == WRONG_TYPE || status == NOT_UNDERSTOOD;
    return new Answer(never ? Kind.REFUSED : Kind.LATER, "it answers " + status);
  }

  /** Of an attempt without a status. */
  static Answer of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof HttpTimeoutException) {
      return NOT_IN_TIME;
    }
    if (cause instanceof IllegalArgumentException) {
      return new Answer(Kind.LATER, cause.getMessage());
    }
    return new Answer(Kind.LATER, "it cannot be reached: " + cause.getClass().getSimpleName());
  }

  boolean later() {
    return kind == Kind.LATER;
  }
}
