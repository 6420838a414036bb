package io.kadvisor.api.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.kadvisor.api.access.Caller;
import io.kadvisor.api.access.Role;
import java.util.Optional;

/**
 * One path and method.
 *
 * @param role needed; absent when everybody may ask
 */
record Route(HandlerType method, String path, Optional<Role> role, Answer answer) {

  /** Answers a request of a caller who may ask. */
  @FunctionalInterface
  interface Answer {
    void to(Context context, Caller caller) throws Exception;
  }

  static Route get(String path, Answer answer) {
    return new Route(HandlerType.GET, path, Optional.of(Role.READ), answer);
  }

  static Route open(String path, Answer answer) {
    return new Route(HandlerType.GET, path, Optional.empty(), answer);
  }

  static Route post(String path, Role role, Answer answer) {
    return new Route(HandlerType.POST, path, Optional.of(role), answer);
  }
}
