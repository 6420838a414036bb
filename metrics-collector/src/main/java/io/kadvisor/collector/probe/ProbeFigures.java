package io.kadvisor.collector.probe;

import java.time.Duration;
import java.util.Optional;

/**
 * What the probe knows of one broker; counts and the sum run from its beginning.
 *
 * @param lost given up after 20 s
 * @param roundTripSum of all that came back, but for the first
 * @param unanswered age of the oldest record since the last that came back; zero when all have
 * @param roundTrip from sending to reading back, over the last minute; absent when none came
 * @param acknowledgement from sending to the broker's acknowledgement, over the last minute
 * @param error why the last send failed, unless one has succeeded since, or why nothing can be read
 *     back
 */
public record ProbeFigures(
    long sent,
    long acknowledged,
    long returned,
    long lost,
    Duration roundTripSum,
    Duration unanswered,
    Optional<Percentiles> roundTrip,
    Optional<Percentiles> acknowledgement,
    Optional<String> error) {}
