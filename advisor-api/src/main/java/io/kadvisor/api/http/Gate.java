package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.access.Role;
import io.kadvisor.api.access.Tokens;
import java.util.Optional;
import java.util.Set;

/**
 * Lets callers in. Without tokens everybody on this machine may come, so a request that a foreign
 * page made a browser send is turned away: by the host name that it used, and by the content type
 * that only the page itself can set.
 */
final class Gate {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String BEARER = "Bearer ";
  private final Tokens tokens;

  Gate(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The caller, when the role allows it.
   *
   * @throws Problem.Found with 401, 403, 415 or 421
   */
  Caller admit(Context context, Role wanted) {
    Caller caller = caller(context).orElseThrow(() -> noToken(context));
    if (!caller.role().includes(wanted)) {
      throw Problem.Kind.FORBIDDEN.because(forbidden(caller, wanted));
    }
    return caller;
  }

  private String forbidden(Caller caller, Role wanted) {
    String needed = "This needs the role " + wanted.name().toLowerCase(java.util.Locale.ROOT);
    return tokens.isEmpty()
        ? needed + ": start the API with a file of tokens and use one that has it."
        : needed + ", which the token of " + caller.name() + " has not.";
  }

  private static Problem.Found noToken(Context context) {
    context.header("WWW-Authenticate", "Bearer realm=\"kadvisor\"");
    return Problem.Kind.NO_TOKEN.because(
        "Send 'Authorization: Bearer …' with a token that the API knows.");
  }

  /** Who asks; nobody known when the token is absent or wrong. */
  Optional<Caller> caller(Context context) {
    requireOwnHost(context);
    if (tokens.isEmpty()) {
      return Optional.of(Caller.LOCAL);
    }
    String header = context.header("Authorization");
    return header == null || !header.startsWith(BEARER)
        ? Optional.empty()
        : tokens.callerOf(header.substring(BEARER.length()).strip());
  }

  private void requireOwnHost(Context context) {
    String host = String.valueOf(context.header("Host")).replaceFirst(":\\d+$", "");
    if (tokens.isEmpty() && !LOOPBACK.contains(host)) {
      throw Problem.Kind.MISDIRECTED.because("Without tokens the API answers to localhost alone.");
    }
  }

  static void requireJson(Context context) {
    String type = context.contentType();
    if (type == null
        || !type.strip().toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
      throw Problem.Kind.WRONG_TYPE.because("Send 'Content-Type: application/json'.");
    }
  }
}
