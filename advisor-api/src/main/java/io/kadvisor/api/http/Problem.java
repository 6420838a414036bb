package io.kadvisor.api.http;

import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457).
 *
 * @param type a URN that names the kind of problem
 * @param instance the path that was asked for
 * @param faults every single thing that is wrong, when it is the request
 */
public record Problem(
    String type,
    String title,
    int status,
    Optional<String> detail,
    Optional<String> instance,
    List<Fault> faults) {
  /**
   * One thing that is wrong in a request.
   *
   * @param value as it was seen; absent when nothing was given
   * @param expected what would be right
   */
  public record Fault(String parameter, Optional<String> value, String expected) {}

  /** The kinds of problems, with the status that goes with each. */
  enum Kind {
    BAD_REQUEST(400, "bad-request", "The request is wrong"),
    NO_TOKEN(401, "no-token", "A bearer token is needed"),
    FORBIDDEN(403, "forbidden", "This caller may not do that"),
    NOT_FOUND(404, "not-found", "There is no such thing"),
    NO_SUCH_METHOD(405, "no-such-method", "This path does not take that method"),
    NOT_POSSIBLE(409, "not-possible", "That is not possible now"),
    GONE(410, "gone", "There is another in its place"),
    WRONG_TYPE(415, "wrong-content-type", "The body must be application/json"),
    MISDIRECTED(421, "misdirected", "This host name is not served"),
    FAILED(500, "failed", "Something is wrong inside Kadvisor"),
    UNAVAILABLE(503, "unavailable", "Not possible just now; try again");

    private final int status;
    private final String tag;
    private final String title;

    Kind(int status, String tag, String title) {
      this.status = status;
      this.tag = tag;
      this.title = title;
    }

    Found because(String detail) {
      return new Found(this, Optional.of(detail), List.of());
    }

    Found with(List<Fault> faults) {
      return new Found(this, Optional.empty(), faults);
    }

    static Optional<Kind> ofStatus(int status) {
      return List.of(values()).stream().filter(kind -> kind.status == status).findFirst();
    }
  }

  /** Ends a request with a problem. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Kind kind;
    private final transient Optional<String> detail;
    private final transient List<Fault> faults;

    private Found(Kind kind, Optional<String> detail, List<Fault> faults) {
      super(kind.title, null, false, false);
      this.kind = kind;
      this.detail = detail;
      this.faults = List.copyOf(faults);
    }

    int status() {
      return kind.status;
    }

    Problem at(String path) {
      return new Problem(
          "urn:kadvisor:problem:" + kind.tag,
          kind.title,
          kind.status,
          detail,
          Optional.of(path),
          faults);
    }
  }
}
