package io.kadvisor.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one broker. A crash leaves a broker listed but silent for a session; a clean stop takes it out
 * of the metadata first. That difference tells a restart from a death.
 *
 * @param seenListed when the metadata last listed it and it answered; absent if never
 * @param awaySince first sweep of the present run in which the metadata did not list it
 * @param silentSince first sweep of the present run in which it was asked and gave no answer
 * @param cleanStop true when it left the metadata without having been silent while listed; meaningful while away
 * @param returnedAt when it last came back; its aftermath is calm for the policy's settle time
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BrokerMemory(
    Optional<Instant> seenListed,
    Optional<Instant> awaySince,
    Optional<Instant> silentSince,
    boolean cleanStop,
    Optional<Instant> returnedAt) {
  public static final BrokerMemory NEW =
      new BrokerMemory(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

  public BrokerMemory {
    seenListed = seenListed == null ? Optional.empty() : seenListed;
    awaySince = awaySince == null ? Optional.empty() : awaySince;
    silentSince = silentSince == null ? Optional.empty() : silentSince;
    returnedAt = returnedAt == null ? Optional.empty() : returnedAt;
  }
}
