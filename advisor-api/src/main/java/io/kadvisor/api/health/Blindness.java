package io.kadvisor.api.health;

import io.kadvisor.model.ClusterId;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which what is shown is not current.
 *
 * @param cluster that is not seen; absent when nothing is, since the home cluster does not answer
 *     or has not been read to its end
 * @param cause a tag: {@code starting}, {@code home-unreachable}, {@code collector-silent}, {@code
 *     not-judged}, {@code not-watched}, or what the collector says of the cluster
 * @param since when it was last seen
 * @param sentence for a person
 * @param lastJudged the last sweep that could read the cluster and was judged
 */
public record Blindness(
    Optional<ClusterId> cluster,
    String cause,
    Instant since,
    String sentence,
    Optional<Instant> lastJudged) {
  private static final String STARTING = "starting";

  static Blindness starting(Instant since) {
    return new Blindness(
        Optional.empty(),
        STARTING,
        since,
        "Kadvisor is starting: it has not yet read all that its topics hold.",
        Optional.empty());
  }

  /** Whether it ends by itself once everything has been read. */
  public boolean starts() {
    return cause.equals(STARTING);
  }
}
