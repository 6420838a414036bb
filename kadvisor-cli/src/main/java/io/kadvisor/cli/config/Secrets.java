package io.kadvisor.cli.config;

import java.util.Locale;
import java.util.Set;

/** Which keys hold secrets, so that no fault, log or report shows their values. */
final class Secrets {
  private static final Set<String> MARKS =
      Set.of("password", "secret", "token", "jaas", "credential", "key", "url");

  private Secrets() {}

  static String mask(String key, String value) {
    return secret(key) && !value.equals("nothing") ? "(hidden)" : value;
  }

  static boolean secret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(lower::contains);
  }
}
