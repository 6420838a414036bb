package io.kadvisor.collector.facts;

import java.util.Locale;
import java.util.Objects;

/** Why a cluster cannot be read or written, as a tag and as a sentence with the way out. */
public record Trouble(Cause cause, String sentence) {

  /** The kinds of trouble; {@link #tag()} is what marks and advisories carry. */
  public enum Cause {
    NO_BROKER_ANSWERS,
    AUTHENTICATION,
    AUTHORIZATION,
    TLS,
    TIMEOUT,
    CONFIGURATION;

    public String tag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Trouble {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(sentence, "sentence");
  }
}
