package io.kadvisor.collector.facts;

import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Why a cluster cannot be read or written, as a tag and as a sentence with the way out. */
public record Trouble(Cause cause, String sentence) {

  /** The kinds of trouble; {@link #tag()} is what marks and advisories carry. */
  public enum Cause {
    NO_BROKER_ANSWERS,
    AUTHENTICATION,
    AUTHORIZATION,
    TLS,
    TIMEOUT;

    /** The kind of a failure, as far as the exception tells. */
    public static Cause of(Throwable failure) {
      if (failure instanceof SslAuthenticationException) {
        return TLS;
      }
      if (failure instanceof AuthenticationException) {
        return AUTHENTICATION;
      }
      return failure instanceof AuthorizationException ? AUTHORIZATION : TIMEOUT;
    }

    /** True for what may pass by itself, false for what somebody has to put right. */
    public boolean passing() {
      return this == NO_BROKER_ANSWERS || this == TIMEOUT;
    }

    public String tag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Trouble {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(sentence, "sentence");
  }
}
