package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one broker. A crash leaves a broker listed but silent for a session; a
 * clean stop takes it out of the metadata first. That difference tells a restart from a death.
 *
 * @param seenListed when the metadata last listed it and it answered; absent if never
 * @param awaySince first sweep of the present run in which the metadata did not list it
 * @param silentSince first sweep of the present run in which it was asked and gave no answer; the
 *     run ends when it is listed and answers, so that an answer on the way back is no second
 *     beginning
 * @param cleanStop true when it left the metadata without having been silent while listed;
 *     meaningful while away
 * @param returnedAt when it last came back; its aftermath is calm for the policy's settle time
 * @param caughtUpAt first sweep since it last came back in which it lacked no replica; absent while
 *     away, before that sweep, and if it never was away
 * @param load what it has done and holds
 * @param isr how its replicas left the ISR and came back; absent while calm or troubled
 * @param led the same of the partitions that it leads, from its own counters
 * @param pace how fast it usually is; absent before the first look
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BrokerMemory(
    Optional<Instant> seenListed,
    Optional<Instant> awaySince,
    Optional<Instant> silentSince,
    boolean cleanStop,
    Optional<Instant> returnedAt,
    Optional<Instant> caughtUpAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) LoadMemory load,
    Optional<IsrHistory> isr,
    Optional<IsrHistory> led,
    Optional<Pace> pace) {
  public static final BrokerMemory NEW =
      new BrokerMemory(
          Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

  /** A broker of whose load and habits nothing is remembered. */
  public BrokerMemory(
      Optional<Instant> seenListed,
      Optional<Instant> awaySince,
      Optional<Instant> silentSince,
      boolean cleanStop,
      Optional<Instant> returnedAt) {
    this(
        seenListed,
        awaySince,
        silentSince,
        cleanStop,
        returnedAt,
        Optional.empty(),
        LoadMemory.NEW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public BrokerMemory {
    load = load == null ? LoadMemory.NEW : load;
    seenListed = seenListed == null ? Optional.empty() : seenListed;
    awaySince = awaySince == null ? Optional.empty() : awaySince;
    silentSince = silentSince == null ? Optional.empty() : silentSince;
    returnedAt = returnedAt == null ? Optional.empty() : returnedAt;
    caughtUpAt = caughtUpAt == null ? Optional.empty() : caughtUpAt;
    isr = isr == null ? Optional.empty() : isr;
    led = led == null ? Optional.empty() : led;
    pace = pace == null ? Optional.empty() : pace;
  }

  /** The same with other histories. */
  BrokerMemory with(Optional<IsrHistory> ofIsr, Optional<IsrHistory> ofLed, Optional<Pace> ofPace) {
    return new BrokerMemory(
        seenListed,
        awaySince,
        silentSince,
        cleanStop,
        returnedAt,
        caughtUpAt,
        load,
        ofIsr,
        ofLed,
        ofPace);
  }

  BrokerMemory carrying(LoadMemory now) {
    return new BrokerMemory(
        seenListed, awaySince, silentSince, cleanStop, returnedAt, caughtUpAt, now, isr, led, pace);
  }

  BrokerMemory caughtUp(Optional<Instant> at) {
    return new BrokerMemory(
        seenListed, awaySince, silentSince, cleanStop, returnedAt, at, load, isr, led, pace);
  }

  /** The metadata does not list it. */
  public boolean away() {
    return awaySince.isPresent();
  }

  /** Asked without an answer in this run. */
  public boolean silent() {
    return silentSince.isPresent();
  }

  /**
   * Away, silent, or back for less than the settle time: what happens on it has this for its cause.
   */
  public boolean troubled(Instant at, Duration settle) {
    return away()
        || silent()
        || returnedAt.map(time -> at.isBefore(time.plus(settle))).orElse(false);
  }

  /**
   * Away, silent, or back for less than the settle time and not caught up yet: replicas that it
   * lacks have this for their cause. What it loses afterwards has another.
   */
  public boolean excusesReplicas(Instant at, Duration settle) {
    return away() || silent() || (troubled(at, settle) && caughtUpAt.isEmpty());
  }
}
