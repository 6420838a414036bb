package io.kadvisor.api.health;

import io.kadvisor.model.ClusterId;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which what is shown is not current.
 *
 * @param cluster that is not seen; absent when nothing is, since the home cluster does not answer
 * @param cause a tag: {@code home-unreachable}, {@code collector-silent}, {@code not-judged}, or what
 *     the collector says of the cluster
 * @param since when it was last seen
 * @param sentence for a person
 * @param lastJudged the last sweep that could read the cluster and was judged
 */
public record Blindness(
    Optional<ClusterId> cluster,
    String cause,
    Instant since,
    String sentence,
    Optional<Instant> lastJudged) {}
